package org.assay.review.evidence.statistics;

/**
 * The answer of a test of significance.
 *
 * @param statistic the test's statistic
 * @param pValue the probability, under the null hypothesis, of one at least as extreme, in [0, 1]
 */
public record TestResult(double statistic, double pValue) {}
