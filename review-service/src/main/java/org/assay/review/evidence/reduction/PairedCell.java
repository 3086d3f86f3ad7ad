package org.assay.review.evidence.reduction;

import java.util.List;

/**
 * Rows of one group that were observed alike and that two models predicted alike.
 *
 * @param group the value of each column that was asked for
 * @param positive whether the label is the positive class
 * @param challenger whether the challenger predicted the positive class
 * @param champion whether the champion did
 * @param rows how many they are
 */
public record PairedCell(
    List<String> group, boolean positive, boolean challenger, boolean champion, long rows) {

  /** Copies the list. */
  public PairedCell {
    group = List.copyOf(group);
  }
}
