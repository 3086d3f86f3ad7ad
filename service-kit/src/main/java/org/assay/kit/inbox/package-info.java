/**
 * How a service takes in the events of others: exactly once in effect, in order per thing.
 *
 * <p>Open {@link org.assay.kit.inbox.Inbox} first. Delivery is at least once and in order per key.
 * For each record one transaction decides: a repeat is dropped, the next version of its aggregate
 * is applied by the service's handler, one that leaves a gap is parked. The inbox row, the version,
 * and the handler's change commit together, so a process that dies in between has done nothing and
 * gets the record again.
 *
 * <p>What cannot be applied (unreadable, an unknown major version, a handler that fails each time)
 * is parked: kept in {@code parked_event} and sent to {@code <topic>.dead-letter}. The partition
 * goes on; later events of the same aggregate follow it into the car park by the version rule, and
 * those of the same key by their position, until {@link org.assay.kit.inbox.Parking} re-drives
 * them. A database or broker that is away parks nothing: the inbox waits for it.
 */
@NullMarked
package org.assay.kit.inbox;

import org.jspecify.annotations.NullMarked;
