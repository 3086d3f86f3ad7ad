/**
 * The statistics that Assay computes: pure functions over counts and arrays, without CDI, JPA,
 * Jackson or a clock, safe to call from any thread.
 *
 * <p>Every function answers an {@link org.assay.review.evidence.statistics.Outcome}: a value,
 * UNDEFINED for well-formed input that has no value, or REJECTED for malformed input, looked for in
 * the order REJECTED, UNDEFINED, value. No function answers NaN, an infinity, or a 0 or 1 in the
 * place of "no value", and none throws on bad numbers. Counts are {@code long}s of at most 2^53, so
 * that each is exact as a double; ratios are doubles, sums are compensated. Labels are 0 or 1. No
 * result depends on threads, the locale or (the bootstrap apart) the order of the rows.
 *
 * <p>Open {@link org.assay.review.evidence.statistics.Confusion} and {@link
 * org.assay.review.evidence.statistics.Intervals} first, then {@link
 * org.assay.review.evidence.statistics.GroupReport}, which puts them together.
 */
@NullMarked
package org.assay.review.evidence.statistics;

import org.jspecify.annotations.NullMarked;
