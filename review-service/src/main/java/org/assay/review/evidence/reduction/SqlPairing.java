package org.assay.review.evidence.reduction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What two models predicted of the same rows, joined by the ids of these, in SQL that is not one
 * database's own. Either table is as {@link SqlReduction} describes it, and was found sound: each
 * id stands there once.
 */
public final class SqlPairing {

  private final Queries queries;
  private final String table;
  private final Model challenger;
  private final Model champion;

  /**
   * Reads a table of both.
   *
   * @param table of the rows that {@link #joined} tells
   */
  SqlPairing(Queries queries, String table, Model challenger, Model champion) {
    this.queries = queries;
    this.table = table;
    this.challenger = challenger;
    this.champion = champion;
  }

  /**
   * One of the two.
   *
   * @param columns which column is what in its file
   * @param classes how its rows are told apart
   */
  public record Model(TableColumns columns, Classes classes) {

    private String predicted(String prefix) {
      return columns.prediction() == null
          ? "case when %sscore >= ? then 1 else 0 end".formatted(prefix)
          : "case when %sprediction = ? then 1 else 0 end".formatted(prefix);
    }

    private Object parameter() {
      Double threshold = classes.threshold();
      if (columns.prediction() != null) {
        return classes.labels().getFirst();
      }
      if (threshold == null) {
        throw new IllegalArgumentException("Without predictions a threshold is needed");
      }
      return threshold;
    }
  }

  /** Takes one row of both. */
  public interface Row {

    /**
     * Takes a row.
     *
     * @param score the challenger's; 0 where it has none
     * @param championScore the champion's; 0 where it has none
     */
    void read(
        boolean positive, boolean challenger, boolean champion, double score, double championScore);
  }

  /**
   * Returns a query of the rows that are in two tables.
   *
   * @param groups how many columns of groups the challenger's has
   */
  static String joined(String challenger, String champion, int groups) {
    return "select a.row_id as row_id, a.label as label, b.label as other_label, a.prediction as prediction, b.prediction as other_prediction, a.score as score, b.score as other_score%s from %s a join %s b on a.row_id = b.row_id"
        .formatted(
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
    long paired = count(table, "");
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

  private long count(String of, String where) {
    return queries.numbers("select count(*) from " + of + where, List.of(), 1)[0];
  }

  /**
   * Counts rows by group and by what was observed and predicted; a missing group is {@code
   * unknown}. The groups were found to have names, and to be few enough.
   *
   * @param groups the columns whose combinations are the groups; none for all rows together
   */
  public List<PairedCell> cells(List<String> groups) {
    SqlGroups asked = new SqlGroups(groups, challenger.columns().groups());
    List<PairedCell> cells = new ArrayList<>();
    queries.each(
        "select %1$sobserved, challenger, champion, count(*) from (select %2$s%3$s from %4$s) t group by %1$sobserved, challenger, champion"
            .formatted(asked.by(), models(), asked.columns(), table),
        parameters(),
        row -> {
          int at = asked.size();
          cells.add(
              new PairedCell(
                  asked.read(row),
                  row.getInt(at + 1) == 1,
                  row.getInt(at + 2) == 1,
                  row.getInt(at + 3) == 1,
                  row.getLong(at + 4)));
        });
    return cells;
  }

  /** Tells every row in the order of the ids' bytes, which is that of no file. */
  public void rows(Row each) {
    queries.each(
        "select %s, score, other_score from %s order by row_id".formatted(models(), table),
        parameters(),
        row ->
            each.read(
                row.getInt(1) == 1,
                row.getInt(2) == 1,
                row.getInt(3) == 1,
                row.getDouble(4),
                row.getDouble(5)));
  }

  private String models() {
    return "case when label = ? then 1 else 0 end as observed, %s as challenger, %s as champion"
        .formatted(challenger.predicted(""), champion.predicted("other_"));
  }

  private List<Object> parameters() {
    return List.of(
        challenger.classes().labels().getFirst(), challenger.parameter(), champion.parameter());
  }
}
