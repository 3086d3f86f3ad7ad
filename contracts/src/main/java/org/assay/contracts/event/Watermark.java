package org.assay.contracts.event;

import java.time.Instant;

/**
 * How far a service's log has been told: everything committed before the time stands at or below
 * the position, and was sent before this.
 *
 * @param position the last position sent before this, 0 where there is none
 * @param time the instant up to which a reader of this partition knows everything
 * @param partitions how many partitions the topic has, so that a reader notices one it never heard
 *     of
 */
public record Watermark(long position, Instant time, int partitions) {}
