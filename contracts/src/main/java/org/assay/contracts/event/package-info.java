/**
 * What the services tell each other: CloudEvents 1.0 whose data are the records of this package.
 *
 * <p>Open {@link org.assay.contracts.event.EventTypes} first: each type stands there with its
 * payload. Payloads carry ids, digests, enumerations and numbers only; free text stays with the
 * service that took it, and the event names its salted digest. A payload only grows: a member is
 * never removed, renamed or given another meaning without a new major version of its type.
 * Enumerations travel as text, since a reader must survive a value that is newer than itself.
 */
@NullMarked
package org.assay.contracts.event;

import org.jspecify.annotations.NullMarked;
