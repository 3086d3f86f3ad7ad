package org.assay.review.evidence.reduction;

/**
 * A column that rows are compared with others by.
 *
 * @param current what it is called in the rows
 * @param reference what it is called in those that they are compared with
 * @param number whether it holds numbers, else text
 */
public record ComparedColumn(String current, String reference, boolean number) {}
