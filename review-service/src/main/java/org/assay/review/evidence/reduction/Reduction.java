package org.assay.review.evidence.reduction;

import java.util.List;
import java.util.function.Consumer;

/**
 * A table of predictions, of which counts are asked instead of rows; wherever it lies.
 *
 * <p>Every method may throw {@link TableException}, also because it was interrupted.
 */
public interface Reduction {

  /**
   * Looks at the whole table.
   *
   * @throws TableException for what no evaluation can be made of: a label that is none, a missing
   *     value, a number that is none, a row id that stands twice
   */
  Profile profile();

  /**
   * Counts rows by group and by what was observed and predicted; a missing group is {@code
   * unknown}.
   *
   * @param groups the columns whose combinations are the groups; none for all rows together
   * @throws TableException for more than {@value SqlReduction#MOST_GROUPS} groups, or a name that
   *     is none
   */
  List<Cell> cells(List<String> groups);

  /** Counts rows by label and predicted label. */
  List<ClassCell> pairs();

  /**
   * Counts rows as {@link #cells} does and by the bin of their probabilities too, at one look at
   * the table: of two classes those of the positive one, of several those of the predicted one.
   *
   * @param groupings for each answer the groups, as of {@link #cells}
   * @throws TableException likewise
   */
  List<List<BinCell>> bins(List<List<String>> groupings);

  /** Takes one row. */
  interface Row {
    /**
     * Takes a row.
     *
     * @param label its position among the labels
     * @param predicted that of the predicted one, of two classes 0 for the positive one; -1 where
     *     nothing is predicted
     * @param score the score; 0 where there is none
     */
    void take(int label, int predicted, double score);
  }

  /** Tells every row, in the order of the file. */
  void rows(Row each);

  /**
   * Tells every distinct score with its counts, the highest first; nothing where there are none.
   */
  void scores(Consumer<ScoreCell> each);
}
