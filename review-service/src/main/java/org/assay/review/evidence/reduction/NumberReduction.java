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

  /** What is spread over a range. */
  enum Quantity {
    /** What was predicted. */
    PREDICTION,
    /** The prediction less what was observed. */
    ERROR
  }

  /**
   * How something is spread.
   *
   * @param mean its mean
   * @param deviation its standard deviation, of all rows
   */
  record Spread(double mean, double deviation) {}

  /**
   * Rows of neighbouring predictions.
   *
   * @param rows how many
   * @param predicted the mean prediction
   * @param observed the mean observation
   * @param variance of the observations around that mean, divided by their number
   */
  record Part(long rows, double predicted, double observed, double variance) {}

  /** Takes a step that has rows. */
  interface Step {
    /** Takes which multiple of the width it begins at, and how many rows it has. */
    void take(long step, long rows);
  }

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

  /** Returns how something is spread. */
  Spread spread(Quantity of);

  /** Counts rows by steps, those without rows left out. */
  void steps(Quantity of, Steps steps, Step each);

  /**
   * Returns the parts of the rows, from the lowest predictions on.
   *
   * @param ends where one ends and the next begins, ascending; no part lies without rows between
   */
  List<Part> parts(List<Double> ends);

  /** Tells every row, in the order of the file. */
  void rows(Row each);
}
