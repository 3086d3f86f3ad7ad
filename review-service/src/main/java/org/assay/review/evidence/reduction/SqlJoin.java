package org.assay.review.evidence.reduction;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two tables of predictions joined by the ids of their rows, in SQL that is not one database's own.
 * Each id stands once in either.
 *
 * @param queries where the tables are
 * @param table of the joined rows
 */
record SqlJoin(Queries queries, String table) {

  /**
   * Returns a query of the rows that are in two tables.
   *
   * @param columns what both have; of the champion's it is called {@code other_...}
   * @param groups how many columns of groups the challenger's has
   */
  static String rows(String challenger, String champion, List<String> columns, int groups) {
    return "select a.row_id as row_id%s%s from %s a join %s b on a.row_id = b.row_id"
        .formatted(
            columns.stream()
                .map(", a.%1$s as %1$s, b.%1$s as other_%1$s"::formatted)
                .collect(Collectors.joining()),
            IntStream.range(0, groups)
                .mapToObj(", a.g%1$d as g%1$d"::formatted)
                .collect(Collectors.joining()),
            challenger,
            champion);
  }

  /**
   * Looks whether the two tables have the same rows.
   *
   * @throws TableException unless they have the same ids, and the same label for each
   */
  void check(String own, String other) {
    long rows = count(own, "");
    long others = count(other, "");
    long paired = count();
    if (paired != rows || paired != others) {
      throw new TableException(
          TableFault.ROW_IDS_DIFFER,
          "%d of %d rows have an id that one of the champion's %d rows has too"
              .formatted(paired, rows, others));
    }
    long differing = count(table, " where label <> other_label");
    if (differing > 0) {
      throw new TableException(
          TableFault.LABELS_DIFFER,
          "%d of %d rows have another label than the champion's".formatted(differing, rows));
    }
  }

  /** Returns how many rows there are. */
  long count() {
    return count(table, "");
  }

  private long count(String of, String where) {
    return queries.numbers("select count(*) from " + of + where, List.of(), 1)[0];
  }
}
