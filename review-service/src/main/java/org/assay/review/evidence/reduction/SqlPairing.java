package org.assay.review.evidence.reduction;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What two models of classes or of an order predicted of the same rows, in SQL that is not one
 * database's own. Either table is as {@link SqlReduction} describes it, and was found sound.
 */
public final class SqlPairing {

  /** What is joined of both. */
  static final List<String> COLUMNS = List.of("label", "prediction", "score");

  private static final String PLACEMENTS =
      """
      select positive, count(*), sum(own), sum(other), cast(sum((own - other) * (own - other)) as varchar)
        from (
          select positive, {own} as own, {other} as other
            from (
              select case when label = ? then 1 else 0 end as positive, score + 0.0 as score,
                     other_score + 0.0 as other_score from {table}) t
            cross join (
              select sum(case when label = ? then 1 else 0 end) as positives,
                     sum(case when label = ? then 0 else 1 end) as negatives from {table}) n) u
       group by positive
      """;

  private final SqlJoin join;
  private final Model challenger;
  private final Model champion;

  SqlPairing(SqlJoin join, Model challenger, Model champion) {
    this.join = join;
    this.challenger = challenger;
    this.champion = champion;
  }

  /**
   * One of the two.
   *
   * @param columns which column is what in its file
   * @param classes how its rows are told apart
   */
  public record Model(TableColumns columns, Classes classes) {}

  /** Takes one row of both. */
  public interface Row {

    /**
     * Takes a row.
     *
     * @param score the challenger's
     * @param championScore the champion's
     */
    void read(boolean positive, double score, double championScore);
  }

  /** Returns how many rows there are. */
  public long count() {
    return join.count();
  }

  /** Returns how many of them have the positive label. */
  public long positives() {
    return join.queries()
        .numbers(
            "select sum(case when label = ? then 1 else 0 end) from " + join.table(),
            List.of(labels().getFirst()),
            1)[0];
  }

  /** Counts rows by what was observed and what each model predicted. */
  public List<PairedCell> cells() {
    List<PairedCell> cells = new ArrayList<>();
    join.queries()
        .each(
            "select observed, challenger, champion, count(*) from (select %s from %s) t group by observed, challenger, champion"
                .formatted(models(), join.table()),
            parameters(),
            row ->
                cells.add(
                    new PairedCell(row.getInt(1), row.getInt(2), row.getInt(3), row.getLong(4))));
    return cells;
  }

  /**
   * Counts rows by group and label, and by which model is right; a missing group is {@code
   * unknown}. The groups were found to have names, and to be few enough.
   *
   * @param groups the columns whose combinations are the groups
   */
  public List<RightCell> rights(List<String> groups) {
    SqlGroups asked = new SqlGroups(groups, challenger.columns().groups());
    List<RightCell> cells = new ArrayList<>();
    join.queries()
        .each(
            "select %1$sobserved, a, b, count(*) from (select %2$sobserved, case when challenger = observed then 1 else 0 end as a, case when champion = observed then 1 else 0 end as b from (select %3$s%4$s from %5$s) t) u group by %1$sobserved, a, b"
                .formatted(asked.by(), asked.names(), models(), asked.columns(), join.table()),
            parameters(),
            row -> {
              int at = asked.size();
              cells.add(
                  new RightCell(
                      asked.read(row),
                      row.getInt(at + 1),
                      row.getInt(at + 2) == 1,
                      row.getInt(at + 3) == 1,
                      row.getLong(at + 4)));
            });
    return cells;
  }

  /**
   * Adds up, for the rows of each label, how many of the other label each model has on their right
   * side: positives above negatives. Nothing is held here, and what the database cannot hold it
   * puts on its disk.
   */
  public List<PlacementCell> placements() {
    List<PlacementCell> cells = new ArrayList<>();
    join.queries()
        .each(
            PLACEMENTS
                .replace("{own}", placed("score"))
                .replace("{other}", placed("other_score"))
                .replace("{table}", join.table()),
            Collections.nCopies(3, labels().getFirst()),
            row ->
                cells.add(
                    new PlacementCell(
                        row.getInt(1) == 1,
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        new BigInteger(row.getString(5)))));
    return cells;
  }

  /** Of a row twice its placement: those of the other label beyond it, and those not before it. */
  private static String placed(String score) {
    return """
        cast(case when positive = 1
          then negatives + sum(1 - positive) over (order by {score})
            - sum(1 - positive) over (order by {score} desc)
          else positives + sum(positive) over (order by {score} desc)
            - sum(positive) over (order by {score}) end as bigint)
        """
        .replace("{score}", score);
  }

  /** Tells the scores of every row in the order of the ids' bytes, which is that of no file. */
  public void rows(Row each) {
    rows(" order by row_id", each);
  }

  /** Tells them in no order, as many as there are. */
  public void unordered(Row each) {
    rows("", each);
  }

  private void rows(String order, Row each) {
    join.queries()
        .each(
            "select case when label = ? then 1 else 0 end, score, other_score from %s%s"
                .formatted(join.table(), order),
            List.of(labels().getFirst()),
            row -> each.read(row.getInt(1) == 1, row.getDouble(2), row.getDouble(3)));
  }

  /** Both models have the same labels; the challenger's order holds. */
  private List<String> labels() {
    return challenger.classes().labels();
  }

  private String models() {
    return "%s as observed, %s as challenger, %s as champion"
        .formatted(
            challenger.classes().code("label"),
            predicted(challenger, ""),
            predicted(champion, "other_"));
  }

  private String predicted(Model model, String prefix) {
    return model.columns().prediction() == null
        ? "case when %sscore >= ? then 0 else 1 end".formatted(prefix)
        : challenger.classes().code(prefix + "prediction");
  }

  private List<Object> parameters() {
    List<Object> parameters = new ArrayList<>(labels());
    parameters.addAll(parameters(challenger));
    parameters.addAll(parameters(champion));
    return parameters;
  }

  private List<Object> parameters(Model model) {
    return model.columns().prediction() == null
        ? List.of(model.classes().requireThreshold())
        : List.copyOf(labels());
  }
}
