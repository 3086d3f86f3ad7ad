package org.assay.review.evidence.reduction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reduces a table of predicted classes over JDBC, in SQL that is not one database's own. The table
 * has the columns {@code label}, {@code prediction}, {@code row_id} and {@code g0}, {@code g1}, ...
 * of text, {@code score} of double and {@code scored}, which says that the file had something
 * there.
 */
public final class SqlReduction implements Reduction {

  /** How many groups of an attribute are compared: of so many there are 1,225 pairs. */
  public static final int MOST_GROUPS = 50;

  /** How many bins probabilities have. */
  private static final int BINS = 15;

  /** Any finite number is at most this; no comparison with NaN holds, or NaN is the greatest. */
  private static final String FINITE = "abs(score) <= 1.7976931348623157e308";

  private final Queries queries;
  private final SqlTable table;
  private final TableColumns columns;
  private final Classes classes;

  /**
   * Reduces a table.
   *
   * @param columns what its columns are called in the file
   */
  SqlReduction(Queries queries, SqlTable table, TableColumns columns, Classes classes) {
    this.queries = queries;
    this.table = table;
    this.columns = columns;
    this.classes = classes;
  }

  @Override
  public Profile profile() {
    String known = "in (%s)".formatted(parameters(classes.labels().size()));
    List<String> counts =
        Stream.concat(
                Stream.of(
                    "count(*)",
                    "count(label)",
                    "count(prediction)",
                    "count(row_id)",
                    "sum(case when scored then 1 else 0 end)",
                    "count(score)",
                    "sum(case when " + FINITE + " then 1 else 0 end)",
                    "sum(case when score >= 0 and score <= 1 then 1 else 0 end)",
                    "sum(case when label " + known + " then 1 else 0 end)",
                    classes.ofPositive()
                        ? "0"
                        : "case when min(label) < max(label) then 1 else 0 end",
                    "sum(case when prediction " + known + " then 1 else 0 end)",
                    positive() ? "sum(case when label = ? then 1 else 0 end)" : "0",
                    positive() && predicts() ? "sum(" + predicted() + ")" : "0"),
                IntStream.range(0, columns.groups().size())
                    .boxed()
                    .flatMap(
                        at ->
                            Stream.of(
                                "count(g%d)".formatted(at), "count(distinct g%d)".formatted(at))))
            .toList();
    List<Object> parameters = new ArrayList<>(classes.labels());
    parameters.addAll(classes.labels());
    if (positive()) {
      parameters.add(positiveLabel());
    }
    if (positive() && predicts()) {
      parameters.add(predictedParameter());
    }
    long[] found =
        queries.numbers(
            "select " + String.join(", ", counts) + " from " + table.name(),
            parameters,
            counts.size());
    check(found);
    Refusals.refuseRepeatedIds(queries, table.name(), columns.rowId());
    return profile(found);
  }

  private static String parameters(int size) {
    return String.join(", ", Collections.nCopies(size, "?"));
  }

  private void check(long[] found) {
    long rows = found[0];
    Refusals.refuseEmpty(rows);
    Refusals.refuseMissing(columns.label(), rows - found[1]);
    Refusals.refuseMissing(columns.prediction(), rows - found[2]);
    Refusals.refuseMissing(columns.rowId(), rows - found[3]);
    String score = columns.score();
    if (score != null) {
      Refusals.refuseMissing(score, rows - found[4]);
      Refusals.refuse(found[4] - found[5], TableFault.WRONG_TYPE, "no number", score);
      Refusals.refuse(rows - found[6], TableFault.NOT_FINITE, "NaN or infinite", score);
      if (classes.probabilities()) {
        Refusals.refuse(rows - found[7], TableFault.OUT_OF_RANGE, "no probability", score);
      }
    }
    String unknown =
        classes.labels().size() == 2
            ? "neither %s nor %s".formatted(classes.labels().getFirst(), classes.labels().getLast())
            : "none of the %d classes".formatted(classes.labels().size());
    Refusals.refuse(rows - found[8], TableFault.UNKNOWN_LABEL, unknown, columns.label());
    String prediction = columns.prediction();
    if (prediction != null) {
      Refusals.refuse(rows - found[10], TableFault.UNKNOWN_LABEL, unknown, prediction);
    }
    boolean differ = classes.ofPositive() ? found[11] > 0 && found[11] < rows : found[9] == 1;
    Refusals.refuseUnless(
        differ,
        TableFault.SINGLE_CLASS,
        "All %d rows have one label in %s".formatted(rows, columns.label()));
    Refusals.refuseUnless(
        !positive() || found[11] > 0,
        TableFault.SINGLE_CLASS,
        "None of %d rows has the positive class in %s".formatted(rows, columns.label()));
  }

  private Profile profile(long[] found) {
    return new Profile(
        found[0],
        positive() ? found[11] : null,
        positive() && predicts() ? found[12] : null,
        table.columns(columns, found, 13));
  }

  private boolean positive() {
    return classes.positive() != null;
  }

  private boolean predicts() {
    return columns.prediction() != null || classes.threshold() != null;
  }

  @Override
  public List<Cell> cells(List<String> groups) {
    SqlGroups asked = new SqlGroups(groups, columns.groups());
    List<Cell> cells = new ArrayList<>();
    queries.each(
        "select %sobserved, predicted, count(*) from (select case when label = ? then 1 else 0 end as observed, %s as predicted%s from %s) t group by %sobserved, predicted limit %d"
            .formatted(
                asked.by(),
                predicted(),
                asked.columns(),
                table.name(),
                asked.by(),
                4 * MOST_GROUPS + 1),
        List.of(positiveLabel(), predictedParameter()),
        row -> {
          int from = asked.size();
          cells.add(
              new Cell(
                  asked.read(row),
                  row.getInt(from + 1) == 1,
                  row.getInt(from + 2) == 1,
                  row.getLong(from + 3)));
        });
    Refusals.refuseGroups(cells.stream().map(Cell::group).toList(), groups);
    return cells;
  }

  @Override
  public List<ClassCell> pairs() {
    List<ClassCell> pairs = new ArrayList<>();
    queries.each(
        "select label, prediction, count(*) from %s group by label, prediction"
            .formatted(table.name()),
        List.of(),
        row -> pairs.add(new ClassCell(row.getString(1), row.getString(2), row.getLong(3))));
    return pairs;
  }

  @Override
  public List<List<BinCell>> bins(List<List<String>> groupings) {
    List<String> all = columns.groups();
    List<String> used = groupings.stream().flatMap(List::stream).distinct().toList();
    SqlGroups every = new SqlGroups(used, all);
    boolean two = classes.ofPositive();
    List<List<BinCell>> bins =
        groupings.stream().<List<BinCell>>map(_ -> new ArrayList<>()).toList();
    queries.each(
        "select %sbin, hit, predicted, count(*), sum(score) from (select %sscore, case when label = %s then 1 else 0 end as hit, %s as predicted, %s as bin from %s) t group by grouping sets (%s) limit %d"
            .formatted(
                every.names(),
                every.named(),
                two ? "?" : "prediction",
                two ? predicted() : "1",
                bin(0, BINS - 1),
                table.name(),
                groupings.stream()
                    .map(of -> "(%sbin, hit, predicted)".formatted(new SqlGroups(of, all).names()))
                    .collect(Collectors.joining(", ")),
                4L * BINS * MOST_GROUPS * groupings.size() + 1),
        two ? List.of(positiveLabel(), predictedParameter()) : List.of(),
        row -> {
          List<@Nullable String> found = every.readSome(row);
          int from = every.size();
          int of = groupingOf(found, used, groupings);
          bins.get(of)
              .add(
                  new BinCell(
                      values(found, used, groupings.get(of)),
                      row.getInt(from + 1),
                      row.getInt(from + 2) == 1,
                      row.getInt(from + 3) == 1,
                      row.getLong(from + 4),
                      row.getDouble(from + 5)));
        });
    for (int of = 0; of < bins.size(); of++) {
      Refusals.refuseGroups(bins.get(of).stream().map(BinCell::group).toList(), groupings.get(of));
    }
    return bins;
  }

  /** Of a row only the columns that it is grouped by have a value. */
  private static int groupingOf(
      List<@Nullable String> found, List<String> used, List<List<String>> groupings) {
    List<String> grouped =
        IntStream.range(0, used.size())
            .filter(at -> found.get(at) != null)
            .mapToObj(used::get)
            .toList();
    for (int of = 0; of < groupings.size(); of++) {
      List<String> one = groupings.get(of);
      if (one.size() == grouped.size() && one.containsAll(grouped)) {
        return of;
      }
    }
    throw new IllegalStateException("Nobody asked for the groups of " + grouped);
  }

  private static List<String> values(
      List<@Nullable String> found, List<String> used, List<String> grouping) {
    return grouping.stream()
        .map(column -> Objects.requireNonNull(found.get(used.indexOf(column))))
        .toList();
  }

  /**
   * The bin of a score among some: four comparisons find it, where one after the other takes ten.
   * The edges are the doubles b/15, written so that they are read as these.
   */
  private static String bin(int first, int last) {
    if (first == last) {
      return Integer.toString(first);
    }
    int middle = (first + last) / 2;
    return "case when score <= cast('%s' as double) then %s else %s end"
        .formatted((middle + 1) / (double) BINS, bin(first, middle), bin(middle + 1, last));
  }

  @Override
  public void rows(Row each) {
    boolean predicts = predicts();
    boolean named = columns.prediction() != null;
    String predicted =
        named
            ? classes.code("prediction")
            : predicts ? "case when score >= ? then 0 else 1 end" : "-1";
    List<Object> parameters = new ArrayList<>(classes.labels());
    if (named) {
      parameters.addAll(classes.labels());
    } else if (predicts) {
      parameters.add(predictedParameter());
    }
    queries.each(
        "select %s, %s, score from %s".formatted(classes.code("label"), predicted, table.name()),
        parameters,
        row -> each.take(row.getInt(1), row.getInt(2), row.getDouble(3)));
  }

  @Override
  public void scores(Consumer<ScoreCell> each) {
    if (columns.score() == null) {
      return;
    }
    // Rows are joined here and not by SQL: where most scores differ, grouping them first takes
    // three times as long, and memory that grows with them.
    Ties ties = new Ties(each);
    queries.each(
        "select score, case when label = ? then 1 else 0 end from %s order by score desc"
            .formatted(table.name()),
        List.of(positiveLabel()),
        row -> ties.add(row.getDouble(1), row.getInt(2)));
    ties.end();
  }

  private String predicted() {
    return columns.prediction() == null
        ? "case when score >= ? then 1 else 0 end"
        : "case when prediction = ? then 1 else 0 end";
  }

  private Object predictedParameter() {
    return columns.prediction() == null ? classes.requireThreshold() : positiveLabel();
  }

  private String positiveLabel() {
    String positive = classes.positive();
    if (positive == null) {
      throw new IllegalArgumentException("No class is the positive one");
    }
    return positive;
  }
}
