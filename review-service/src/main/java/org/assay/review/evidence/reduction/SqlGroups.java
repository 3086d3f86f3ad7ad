package org.assay.review.evidence.reduction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  /** Returns the name of the group, with something between the values. */
  String joined(String separator) {
    return asked.stream()
        .map(column -> "coalesce(%s, '%s')".formatted(column, UNKNOWN))
        .collect(Collectors.joining(" || %s || ".formatted(separator)));
  }

  /** Returns the columns as they are, with a comma before each. */
  String columns() {
    return asked.stream().map(", "::concat).collect(Collectors.joining());
  }

  /** Returns their names with a comma after each. */
  String names() {
    return asked.stream().map(column -> column + ", ").collect(Collectors.joining());
  }

  /** Returns what to select them by under their own names, with a comma after each. */
  String named() {
    return asked.stream()
        .map(column -> "coalesce(%s, '%s') as %s, ".formatted(column, UNKNOWN, column))
        .collect(Collectors.joining());
  }

  int size() {
    return asked.size();
  }

  /** Reads the columns of a row that begins with them; those that it is not grouped by are null. */
  List<@Nullable String> readSome(ResultSet row) throws SQLException {
    List<@Nullable String> names = new ArrayList<>();
    for (int at = 1; at <= asked.size(); at++) {
      names.add(row.getString(at));
    }
    return names;
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
