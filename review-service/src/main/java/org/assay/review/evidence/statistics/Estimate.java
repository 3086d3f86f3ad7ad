package org.assay.review.evidence.statistics;

/**
 * An estimate with its interval.
 *
 * @param value the estimate; an adjusted interval need not lie around it
 * @param interval the interval
 */
public record Estimate(double value, Interval interval) {}
