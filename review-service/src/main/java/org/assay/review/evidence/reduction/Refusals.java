package org.assay.review.evidence.reduction;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What no evaluation can be made of, whatever is predicted. */
final class Refusals {

  private static final int LONGEST_NAME = 100;

  private Refusals() {}

  static void refuseUnless(boolean sound, TableFault fault, String detail) {
    if (!sound) {
      throw new TableException(fault, detail);
    }
  }

  static void refuse(long rows, TableFault fault, String what, String column) {
    refuseUnless(rows == 0, fault, "%d rows have in %s what is %s".formatted(rows, column, what));
  }

  static void refuseMissing(@Nullable String column, long rows) {
    if (column != null) {
      refuseUnless(
          rows == 0,
          TableFault.MISSING_VALUE,
          "%d rows have nothing in %s".formatted(rows, column));
    }
  }

  static void refuseEmpty(long rows) {
    refuseUnless(rows > 0, TableFault.EMPTY_TABLE, "The table has no rows");
  }

  static void refuseRepeatedIds(Queries queries, String table, @Nullable String column) {
    if (column != null) {
      List<Long> twice = new ArrayList<>();
      queries.each(
          "select count(*) from " + table + " group by row_id having count(*) > 1 limit 1",
          List.of(),
          row -> twice.add(row.getLong(1)));
      refuseUnless(
          twice.isEmpty(),
          TableFault.DUPLICATE_ROW_ID,
          "Rows have the same id in %s".formatted(column));
    }
  }

  /**
   * Looks at the groups that were found.
   *
   * @param found of each the value of each column
   */
  static void refuseGroups(List<List<String>> found, List<String> columns) {
    refuseUnless(
        found.stream().distinct().count() <= SqlReduction.MOST_GROUPS,
        TableFault.TOO_MANY_GROUPS,
        "%s has more than %d groups"
            .formatted(String.join(" and ", columns), SqlReduction.MOST_GROUPS));
    refuseNames(found.stream().flatMap(List::stream).toList(), String.join(" and ", columns));
  }

  static void refuseNames(List<String> names, String column) {
    refuseUnless(
        names.stream().allMatch(Refusals::isName),
        TableFault.BAD_GROUP_NAME,
        "A group of %s is called by nothing, by more than %d characters or by some that are not shown"
            .formatted(column, LONGEST_NAME));
  }

  private static boolean isName(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST_NAME
        && name.codePoints()
            .noneMatch(
                point ->
                    Character.isISOControl(point)
                        || Character.getType(point) == Character.FORMAT
                        || Character.getType(point) == Character.SURROGATE
                        || Character.getType(point) == Character.UNASSIGNED);
  }
}
