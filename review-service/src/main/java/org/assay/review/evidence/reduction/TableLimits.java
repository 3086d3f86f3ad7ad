package org.assay.review.evidence.reduction;

/**
 * What reading a table may take.
 *
 * @param memory bytes of memory
 * @param disk bytes of files that it keeps meanwhile
 * @param threads how many
 * @param rows rows of the table
 * @param line bytes of one row
 */
public record TableLimits(long memory, long disk, int threads, long rows, int line) {}
