package org.assay.review.evidence.reduction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The columns of a table whose combinations are groups, as its SQL names them; a missing value is
 * {@value #UNKNOWN}.
 */
final class SqlGroups {

  /** What rows without a value of an attribute are. */
  static final String UNKNOWN = "unknown";

  private final List<String> asked;

  /**
   * Names columns.
   *
   * @param groups those asked for, by their names in the file
   * @param all all of the table, in its order
   */
  SqlGroups(List<String> groups, List<String> all) {
    this.asked = groups.stream().map(name -> "g" + all.indexOf(name)).toList();
  }

  /** Returns what to select and to group by first, with a comma after each. */
  String by() {
    return asked.stream()
        .map(column -> "coalesce(%s, '%s'), ".formatted(column, UNKNOWN))
        .collect(Collectors.joining());
  }

  /** Returns the columns as they are, with a comma before each. */
  String columns() {
    return asked.stream().map(", "::concat).collect(Collectors.joining());
  }

  int size() {
    return asked.size();
  }

  /** Reads the group of a row that begins with it. */
  List<String> read(ResultSet row) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int at = 1; at <= asked.size(); at++) {
      names.add(row.getString(at));
    }
    return names;
  }
}
