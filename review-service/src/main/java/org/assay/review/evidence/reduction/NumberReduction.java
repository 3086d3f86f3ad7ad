package org.assay.review.evidence.reduction;

import java.util.List;

/**
 * A table of predicted numbers, of which sums are asked; wherever it lies.
 *
 * <p>Every method may throw {@link TableException}, also because it was interrupted.
 */
public interface NumberReduction {

  /**
   * What is observed, before it is compared with anything.
   *
   * @param least the least number
   * @param most the greatest
   * @param spread the sum of squares around their mean
   */
  record Target(double least, double most, double spread) {}

  /** Takes one row. */
  interface Row {
    /** Takes what was observed and what was predicted. */
    void take(double observed, double predicted);
  }

  /**
   * Looks at the whole table.
   *
   * @throws TableException for what no evaluation can be made of: a missing value, a number that is
   *     none or beyond 10^70, a row id that stands twice
   */
  Profile profile();

  /** Returns what is observed. */
  Target target();

  /**
   * Sums errors by group; a missing group is {@code unknown}.
   *
   * @param groups the columns whose combinations are the groups; none for all rows together
   * @throws TableException for too many groups, or a name that is none
   */
  List<ErrorCell> errors(List<String> groups);

  /** Tells every row, in the order of the file. */
  void rows(Row each);
}
