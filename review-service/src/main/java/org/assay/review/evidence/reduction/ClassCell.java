package org.assay.review.evidence.reduction;

/**
 * Rows of one class that were predicted to be of one.
 *
 * @param observed the label
 * @param predicted the predicted one
 * @param rows how many they are
 */
public record ClassCell(String observed, String predicted, long rows) {}
