package org.assay.review.evidence.reduction;

/**
 * Rows with one score.
 *
 * @param score finite
 * @param positives how many of them have the positive label
 * @param negatives how many the other
 */
public record ScoreCell(double score, long positives, long negatives) {}
