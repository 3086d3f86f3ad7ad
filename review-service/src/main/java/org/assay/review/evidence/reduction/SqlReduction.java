package org.assay.review.evidence.reduction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reduces a table over JDBC, in SQL that is not one database's own. The table has the columns
 * {@code label}, {@code prediction}, {@code row_id} and {@code g0}, {@code g1}, ... of text, {@code
 * score} of double and {@code scored}, which says that the file had something there.
 */
public final class SqlReduction implements Reduction {

  /** How many groups of an attribute are compared: of so many there are 1,225 pairs. */
  public static final int MOST_GROUPS = 50;

  /** What rows without a value of an attribute are. */
  static final String UNKNOWN = "unknown";

  private static final int LONGEST_NAME = 100;

  /** Any finite number is at most this; no comparison with NaN holds, or NaN is the greatest. */
  private static final String FINITE = "abs(score) <= 1.7976931348623157e308";

  private final Queries queries;
  private final String table;
  private final TableColumns columns;
  private final Classes classes;
  private final Map<String, String> types;

  /**
   * Reduces a table.
   *
   * @param table its name
   * @param columns what its columns are called in the file
   * @param types their types there
   */
  SqlReduction(
      Queries queries,
      String table,
      TableColumns columns,
      Classes classes,
      Map<String, String> types) {
    this.queries = queries;
    this.table = table;
    this.columns = columns;
    this.classes = classes;
    this.types = Map.copyOf(types);
  }

  @Override
  public Profile profile() {
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
                    "sum(case when label = ? then 1 else 0 end)",
                    "sum(case when label = ? then 1 else 0 end)",
                    "sum(case when prediction = ? or prediction = ? then 1 else 0 end)",
                    "sum(" + predicted() + ")"),
                IntStream.range(0, columns.groups().size())
                    .boxed()
                    .flatMap(
                        at ->
                            Stream.of(
                                "count(g%d)".formatted(at), "count(distinct g%d)".formatted(at))))
            .toList();
    List<Object> parameters =
        new ArrayList<>(
            List.of(
                classes.positive(), classes.negative(), classes.positive(), classes.negative()));
    parameters.add(predictedParameter());
    long[] found =
        queries.numbers(
            "select " + String.join(", ", counts) + " from " + table, parameters, counts.size());
    check(found);
    checkRowIds();
    return profile(found);
  }

  private void check(long[] found) {
    long rows = found[0];
    refuseUnless(rows > 0, TableFault.EMPTY_TABLE, "The table has no rows");
    refuseMissing(columns.label(), rows - found[1]);
    refuseMissing(columns.prediction(), rows - found[2]);
    refuseMissing(columns.rowId(), rows - found[3]);
    String score = columns.score();
    if (score != null) {
      refuseMissing(score, rows - found[4]);
      refuse(found[4] - found[5], TableFault.WRONG_TYPE, "no number", score);
      refuse(rows - found[6], TableFault.NOT_FINITE, "NaN or infinite", score);
      if (classes.probabilities()) {
        refuse(rows - found[7], TableFault.OUT_OF_RANGE, "no probability", score);
      }
    }
    String classesSaid = "neither %s nor %s".formatted(classes.positive(), classes.negative());
    refuse(rows - found[8] - found[9], TableFault.UNKNOWN_LABEL, classesSaid, columns.label());
    String prediction = columns.prediction();
    if (prediction != null) {
      refuse(rows - found[10], TableFault.UNKNOWN_LABEL, classesSaid, prediction);
    }
    refuseUnless(
        found[8] > 0 && found[9] > 0,
        TableFault.SINGLE_CLASS,
        "All %d rows have one label in %s".formatted(rows, columns.label()));
  }

  private static void refuseUnless(boolean sound, TableFault fault, String detail) {
    if (!sound) {
      throw new TableException(fault, detail);
    }
  }

  private static void refuse(long rows, TableFault fault, String what, String column) {
    refuseUnless(rows == 0, fault, "%d rows have in %s what is %s".formatted(rows, column, what));
  }

  private static void refuseMissing(@Nullable String column, long rows) {
    if (column != null) {
      refuseUnless(
          rows == 0,
          TableFault.MISSING_VALUE,
          "%d rows have nothing in %s".formatted(rows, column));
    }
  }

  private void checkRowIds() {
    if (columns.rowId() != null) {
      List<Long> twice = new ArrayList<>();
      queries.each(
          "select count(*) from " + table + " group by row_id having count(*) > 1 limit 1",
          List.of(),
          row -> twice.add(row.getLong(1)));
      refuseUnless(
          twice.isEmpty(),
          TableFault.DUPLICATE_ROW_ID,
          "Rows have the same id in %s".formatted(columns.rowId()));
    }
  }

  private Profile profile(long[] found) {
    long rows = found[0];
    List<Profile.Column> read = new ArrayList<>();
    read.add(column(columns.label(), "label", 0, 2));
    Stream.ofNullable(columns.prediction())
        .forEach(one -> read.add(column(one, "prediction", 0, 2)));
    Stream.ofNullable(columns.score()).forEach(one -> read.add(column(one, "score", 0, 0)));
    Stream.ofNullable(columns.rowId()).forEach(one -> read.add(column(one, "row_id", 0, 0)));
    for (int at = 0; at < columns.groups().size(); at++) {
      read.add(
          column(columns.groups().get(at), "group", rows - found[12 + 2 * at], found[13 + 2 * at]));
    }
    return new Profile(rows, found[8], found[11], read);
  }

  private Profile.Column column(String name, String role, long missing, long distinct) {
    return new Profile.Column(name, role, types.getOrDefault(name, ""), missing, distinct);
  }

  @Override
  public List<Cell> cells(List<String> groups) {
    List<String> asked = groups.stream().map(name -> "g" + columns.groups().indexOf(name)).toList();
    String by =
        asked.stream()
            .map(column -> "coalesce(%s, '%s'), ".formatted(column, UNKNOWN))
            .collect(Collectors.joining());
    List<Object> parameters = List.of(classes.positive(), predictedParameter());
    List<Cell> cells = new ArrayList<>();
    queries.each(
        "select %sobserved, predicted, count(*) from (select case when label = ? then 1 else 0 end as observed, %s as predicted%s from %s) t group by %sobserved, predicted limit %d"
            .formatted(
                by,
                predicted(),
                asked.stream().map(", "::concat).collect(Collectors.joining()),
                table,
                by,
                4 * MOST_GROUPS + 1),
        parameters,
        row -> cells.add(cell(row, asked.size())));
    refuseGroups(cells, groups);
    return cells;
  }

  private static Cell cell(ResultSet row, int groups) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int at = 1; at <= groups; at++) {
      names.add(row.getString(at));
    }
    return new Cell(
        names, row.getInt(groups + 1) == 1, row.getInt(groups + 2) == 1, row.getLong(groups + 3));
  }

  private static void refuseGroups(List<Cell> cells, List<String> groups) {
    refuseUnless(
        cells.stream().map(Cell::group).distinct().count() <= MOST_GROUPS,
        TableFault.TOO_MANY_GROUPS,
        "%s has more than %d groups".formatted(String.join(" and ", groups), MOST_GROUPS));
    refuseUnless(
        cells.stream().map(Cell::group).flatMap(List::stream).allMatch(SqlReduction::isName),
        TableFault.BAD_GROUP_NAME,
        "A group of %s is called by nothing, by more than %d characters or by some that are not shown"
            .formatted(String.join(" and ", groups), LONGEST_NAME));
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

  @Override
  public void scores(Consumer<ScoreCell> each) {
    if (columns.score() == null) {
      return;
    }
    // Rows are joined here and not by SQL: where most scores differ, grouping them first takes
    // three
    // times as long, and memory that grows with them.
    Ties ties = new Ties(each);
    queries.each(
        "select score, case when label = ? then 1 else 0 end from %s order by score desc"
            .formatted(table),
        List.of(classes.positive()),
        row -> ties.add(row.getDouble(1), row.getInt(2)));
    ties.end();
  }

  /** Joins rows that come one after the other with the same score. */
  private static final class Ties {
    private final Consumer<ScoreCell> each;
    private double score;
    private long positives;
    private long rows;

    Ties(Consumer<ScoreCell> each) {
      this.each = each;
    }

    void add(double next, int positive) {
      if (next != score) {
        end();
        score = next;
      }
      positives += positive;
      rows++;
    }

    void end() {
      if (rows > 0) {
        each.accept(new ScoreCell(score, positives, rows - positives));
      }
      positives = 0;
      rows = 0;
    }
  }

  private String predicted() {
    return columns.prediction() == null
        ? "case when score >= ? then 1 else 0 end"
        : "case when prediction = ? then 1 else 0 end";
  }

  private Object predictedParameter() {
    Double threshold = classes.threshold();
    if (columns.prediction() != null) {
      return classes.positive();
    }
    if (threshold == null) {
      throw new IllegalArgumentException("Without predictions a threshold is needed");
    }
    return threshold;
  }
}
