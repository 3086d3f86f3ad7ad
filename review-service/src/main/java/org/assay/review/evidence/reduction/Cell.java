package org.assay.review.evidence.reduction;

import java.util.List;

/**
 * Rows of one group that were observed and predicted alike.
 *
 * @param group the value of each column that was asked for
 * @param positive whether the label is the positive class
 * @param predicted whether the positive class was predicted
 * @param rows how many they are
 */
public record Cell(List<String> group, boolean positive, boolean predicted, long rows) {

  /** Copies the list. */
  public Cell {
    group = List.copyOf(group);
  }
}
