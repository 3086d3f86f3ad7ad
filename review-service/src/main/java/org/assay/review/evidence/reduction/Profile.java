package org.assay.review.evidence.reduction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table of predictions looks like.
 *
 * @param rows how many it has
 * @param positives how many have the positive label; absent where none is
 * @param predicted of how many the positive class is predicted; absent where it is of none
 * @param columns the columns that were read
 */
public record Profile(
    long rows, @Nullable Long positives, @Nullable Long predicted, List<Column> columns) {

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
   * @param distinct how many values there are; counted of groups alone, and 0 else
   */
  public record Column(String name, String role, String type, long missing, long distinct) {}
}
