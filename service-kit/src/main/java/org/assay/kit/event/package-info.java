/**
 * The event log of a service: append here, in the transaction of the change that is told.
 *
 * <p>Open {@link org.assay.kit.event.EventLog} first. What happens to an event, and what is lost if
 * the process dies at each step:
 *
 * <ol>
 *   <li>{@code append} inserts it into {@code event_log} and {@code event_queue}. Dying before the
 *       commit loses both it and the change it tells of, which is right.
 *   <li>The elected {@link org.assay.kit.event.Sequencer} gives it a gapless position. Dying loses
 *       nothing: the batch is one statement, and the queue still holds what was not numbered.
 *   <li>The {@link org.assay.kit.event.Relay} sends it to Kafka and, once acknowledged, moves its
 *       cursor. Dying between the two sends it again: readers drop repeats.
 *   <li>Every few seconds the relay sends a watermark to every partition, so that readers know how
 *       old their copy is even when nothing happens.
 * </ol>
 *
 * <p>Threads: one for the sequencer and one for the relay, in the one process that leads. They use
 * their own database connections, never the pool of the requests.
 */
@NullMarked
package org.assay.kit.event;

import org.jspecify.annotations.NullMarked;
