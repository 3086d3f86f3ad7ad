package org.assay.review.evidence.reduction;

import java.util.List;

/**
 * What a table of predictions looks like.
 *
 * @param rows how many it has
 * @param positives how many have the positive label
 * @param predicted of how many the positive class is predicted
 * @param columns the columns that were read
 */
public record Profile(long rows, long positives, long predicted, List<Column> columns) {

  /** Copies the list. */
  public Profile {
    columns = List.copyOf(columns);
  }

  /**
   * One column.
   *
   * @param name its name in the file
   * @param role label, prediction, score, group or row_id
   * @param type its type in the file, as the reader calls it
   * @param missing how many rows have no value there
   * @param distinct how many values there are; of row ids and scores it is not counted and 0
   */
  public record Column(String name, String role, String type, long missing, long distinct) {}
}
