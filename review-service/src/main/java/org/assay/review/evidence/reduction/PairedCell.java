package org.assay.review.evidence.reduction;

/**
 * Rows that were observed alike and that two models predicted alike; each class is told by its
 * position among the labels.
 *
 * @param observed the label
 * @param challenger what the challenger predicted
 * @param champion what the champion did
 * @param rows how many they are
 */
public record PairedCell(int observed, int challenger, int champion, long rows) {}
