package org.assay.review.evidence.reduction;

import java.util.List;

/**
 * Rows of one group and one label that each of two models predicted right, or not.
 *
 * @param group the value of each column that was asked for
 * @param observed the label, by its position among all
 * @param challenger whether the challenger is right
 * @param champion whether the champion is
 * @param rows how many they are
 */
public record RightCell(
    List<String> group, int observed, boolean challenger, boolean champion, long rows) {

  /** Copies the list. */
  public RightCell {
    group = List.copyOf(group);
  }
}
