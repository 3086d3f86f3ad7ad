package org.assay.review.evidence.reduction;

import java.util.List;

/**
 * Rows of one group that were observed and predicted alike, whose probabilities lie in one bin of
 * fifteen.
 *
 * @param group the value of each column that was asked for
 * @param bin from 0 on; bin b holds (b/15, (b+1)/15], the first one also 0
 * @param hit whether they are what the probability is of: of two classes the positive one, of
 *     several the predicted one
 * @param predicted whether that was predicted; always of several classes
 * @param rows how many they are
 * @param probabilities the sum of their probabilities
 */
public record BinCell(
    List<String> group, int bin, boolean hit, boolean predicted, long rows, double probabilities) {

  /** Copies the list. */
  public BinCell {
    group = List.copyOf(group);
  }

  /** Returns the rows without the bin. */
  public Cell cell() {
    return new Cell(group, hit, predicted, rows);
  }
}
