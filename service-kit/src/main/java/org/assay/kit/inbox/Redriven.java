package org.assay.kit.inbox;

/**
 * What came of trying parked events again.
 *
 * @param applied how many were applied now
 * @param parked how many records of the key are parked still
 */
public record Redriven(int applied, long parked) {}
