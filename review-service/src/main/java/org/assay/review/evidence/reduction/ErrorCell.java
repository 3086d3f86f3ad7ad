package org.assay.review.evidence.reduction;

import java.util.List;

/**
 * How far predictions of a number are from what was observed, of the rows of one group.
 *
 * @param group the value of each column that was asked for
 * @param rows how many they are
 * @param errors the sum of predictions less observations
 * @param absolute of their absolute values
 * @param squares of their squares
 * @param fourths of their fourth powers
 */
public record ErrorCell(
    List<String> group, long rows, double errors, double absolute, double squares, double fourths) {

  /** Copies the list. */
  public ErrorCell {
    group = List.copyOf(group);
  }
}
