package org.assay.review.evidence.reduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A table of predictions in a database, which tells its rows in the order of the file where nothing
 * else is asked.
 *
 * @param name what it is called there
 * @param types the types of the columns in the file
 */
record SqlTable(String name, Map<String, String> types) {

  /** Copies the types. */
  SqlTable {
    types = Map.copyOf(types);
  }

  /**
   * Returns what is told of its columns.
   *
   * @param found the number of rows first; from a position on, of each group how many rows have a
   *     value there and how many values there are
   */
  List<Profile.Column> columns(TableColumns columns, long[] found, int groupsFrom) {
    List<Profile.Column> read = new ArrayList<>();
    read.add(column(columns.label(), "label", 0, 0));
    Stream.ofNullable(columns.prediction())
        .forEach(one -> read.add(column(one, "prediction", 0, 0)));
    Stream.ofNullable(columns.score()).forEach(one -> read.add(column(one, "score", 0, 0)));
    Stream.ofNullable(columns.rowId()).forEach(one -> read.add(column(one, "row_id", 0, 0)));
    for (int at = 0; at < columns.groups().size(); at++) {
      long values = found[groupsFrom + 2 * at];
      read.add(
          column(
              columns.groups().get(at),
              "group",
              found[0] - values,
              found[groupsFrom + 2 * at + 1]));
    }
    return read;
  }

  private Profile.Column column(String name, String role, long missing, long distinct) {
    return new Profile.Column(name, role, types.getOrDefault(name, ""), missing, distinct);
  }
}
