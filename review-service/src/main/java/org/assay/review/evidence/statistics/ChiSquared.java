package org.assay.review.evidence.statistics;

/**
 * The answer of the chi-squared test.
 *
 * @param statistic the sum of squared deviations by expected counts, at least 0
 * @param degreesOfFreedom (rows - 1)(columns - 1)
 * @param pValue in [0, 1]
 * @param expectedBelow5 whether an expected count is below 5, where the exact test is due instead
 */
public record ChiSquared(
    double statistic, int degreesOfFreedom, double pValue, boolean expectedBelow5) {}
