package org.assay.review.evidence.reduction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reduces a table of predicted numbers over JDBC, in SQL that is not one database's own. The table
 * has the columns {@code label} and {@code prediction} of double, {@code labelled} and {@code
 * predicted}, which say that the file had something there, {@code row_id} and {@code g0}, {@code
 * g1}, ... of text. No number lies farther from 0 than 10^70, so that the fourth power of an error
 * is one, and so is their sum.
 */
public final class SqlNumbers implements NumberReduction {

  private final Queries queries;
  private final SqlTable table;
  private final TableColumns columns;

  /**
   * Reduces a table.
   *
   * @param columns what its columns are called in the file
   */
  SqlNumbers(Queries queries, SqlTable table, TableColumns columns) {
    this.queries = queries;
    this.table = table;
    this.columns = columns;
  }

  @Override
  public Profile profile() {
    List<String> counts =
        Stream.of(
                Stream.of("count(*)", "count(row_id)"),
                of("label", "labelled"),
                of("prediction", "predicted"),
                IntStream.range(0, columns.groups().size())
                    .boxed()
                    .flatMap(
                        at ->
                            Stream.of(
                                "count(g%d)".formatted(at), "count(distinct g%d)".formatted(at))))
            .flatMap(each -> each)
            .toList();
    long[] found =
        queries.numbers(
            "select " + String.join(", ", counts) + " from " + table.name(),
            List.of(),
            counts.size());
    Refusals.refuseEmpty(found[0]);
    Refusals.refuseMissing(columns.rowId(), found[0] - found[1]);
    check(columns.label(), found, 2);
    check(String.valueOf(columns.prediction()), found, 6);
    Refusals.refuseRepeatedIds(queries, table.name(), columns.rowId());
    return new Profile(found[0], null, null, table.columns(columns, found, 10));
  }

  private static Stream<String> of(String column, String there) {
    return Stream.of(
        "sum(case when %s then 1 else 0 end)".formatted(there),
        "count(%s)".formatted(column),
        "sum(case when abs(%s) <= 1.7976931348623157e308 then 1 else 0 end)".formatted(column),
        "sum(case when abs(%s) <= 1e70 then 1 else 0 end)".formatted(column));
  }

  private static void check(String column, long[] found, int from) {
    long rows = found[0];
    Refusals.refuseMissing(column, rows - found[from]);
    Refusals.refuse(found[from] - found[from + 1], TableFault.WRONG_TYPE, "no number", column);
    Refusals.refuse(rows - found[from + 2], TableFault.NOT_FINITE, "NaN or infinite", column);
    Refusals.refuse(rows - found[from + 3], TableFault.OUT_OF_RANGE, "beyond 1e70", column);
  }

  @Override
  public Target target() {
    List<Target> found = new ArrayList<>();
    queries.each(
        "select min(label), max(label), sum((label - m) * (label - m)) from %s, (select avg(label) as m from %s) t"
            .formatted(table.name(), table.name()),
        List.of(),
        row -> found.add(new Target(row.getDouble(1), row.getDouble(2), row.getDouble(3))));
    return found.getFirst();
  }

  @Override
  public List<ErrorCell> errors(List<String> groups) {
    SqlGroups asked = new SqlGroups(groups, columns.groups());
    List<ErrorCell> cells = new ArrayList<>();
    queries.each(
        "select %scount(*), sum(e), sum(abs(e)), sum(e * e), sum(e * e * e * e) from (select prediction - label as e%s from %s) t %s limit %d"
            .formatted(
                asked.by(),
                asked.columns(),
                table.name(),
                groups.isEmpty() ? "" : "group by " + asked.by().replaceFirst(", $", ""),
                SqlReduction.MOST_GROUPS + 1),
        List.of(),
        row -> {
          int from = asked.size();
          cells.add(
              new ErrorCell(
                  asked.read(row),
                  row.getLong(from + 1),
                  row.getDouble(from + 2),
                  row.getDouble(from + 3),
                  row.getDouble(from + 4),
                  row.getDouble(from + 5)));
        });
    Refusals.refuseGroups(cells.stream().map(ErrorCell::group).toList(), groups);
    return cells;
  }

  private static String of(Quantity quantity) {
    return switch (quantity) {
      case PREDICTION -> "prediction";
      case ERROR -> "prediction - label";
    };
  }

  @Override
  public Spread spread(Quantity of) {
    List<Spread> found = new ArrayList<>();
    queries.each(
        "select avg(q), stddev_pop(q) from (select %s as q from %s) t"
            .formatted(of(of), table.name()),
        List.of(),
        row -> found.add(new Spread(row.getDouble(1), row.getDouble(2))));
    return found.getFirst();
  }

  @Override
  public void steps(Quantity of, Steps steps, Step each) {
    double first = steps.first();
    double last = steps.last();
    queries.each(
        "select step, count(*) from (select case when q < ? then ? when q >= ? then ? else floor(q / ?) end as step from (select %s as q from %s) t) s group by step"
            .formatted(of(of), table.name()),
        List.of(steps.edge(steps.first()), first, steps.edge(steps.last()), last, steps.width()),
        row -> each.take((long) row.getDouble(1), row.getLong(2)));
  }

  @Override
  public List<Part> parts(List<Double> ends) {
    String part =
        ends.isEmpty()
            ? "0"
            : IntStream.range(0, ends.size())
                .mapToObj("when prediction < ? then %d"::formatted)
                .collect(Collectors.joining(" ", "case ", " else %d end".formatted(ends.size())));
    List<Part> parts = new ArrayList<>();
    queries.each(
        "select part, count(*), avg(prediction), avg(label), var_pop(label) from (select prediction, label, %s as part from %s) t group by part order by part"
            .formatted(part, table.name()),
        List.copyOf(ends),
        row ->
            parts.add(
                new Part(row.getLong(2), row.getDouble(3), row.getDouble(4), row.getDouble(5))));
    return parts;
  }

  @Override
  public void rows(Row each) {
    queries.each(
        "select label, prediction from " + table.name(),
        List.of(),
        row -> each.take(row.getDouble(1), row.getDouble(2)));
  }
}
