package org.assay.review.evidence.reduction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts how columns are distributed in rows and in those that they are compared with, over JDBC
 * and in SQL that is not one database's own. Each table has for the column at {@code n} the column
 * {@code v<n>}, of double or of text, and of numbers {@code p<n>}, which says that the file had
 * something there. Bins are fixed on the reference, and nothing is held in memory but them: values
 * are told in their order, which the database finds on its disk where they are too many.
 */
public final class SqlDrift {

  private static final int TENTHS = 10;

  private final Queries queries;
  private final Side reference;
  private final Side current;

  /** A table. */
  private record Side(SqlTable table, List<String> columns) {

    String name() {
      return table.name();
    }
  }

  /**
   * Compares two tables.
   *
   * @param before those that the rows are compared with
   */
  SqlDrift(Queries queries, SqlTable before, SqlTable now, List<ComparedColumn> columns) {
    this.queries = queries;
    this.reference = new Side(before, columns.stream().map(ComparedColumn::reference).toList());
    this.current = new Side(now, columns.stream().map(ComparedColumn::current).toList());
  }

  /**
   * How numbers are distributed.
   *
   * @param edges the upper ends of all bins but the last one, which has none, ascending
   * @param reference how many rows of the reference each bin has
   * @param current how many rows
   * @param missing how many have nothing there, of the reference and now
   */
  public record Numbers(
      List<Double> edges, List<Long> reference, List<Long> current, Missing missing) {

    /** Copies the lists. */
    public Numbers {
      edges = List.copyOf(edges);
      reference = List.copyOf(reference);
      current = List.copyOf(current);
    }
  }

  /**
   * How texts are distributed.
   *
   * @param values the most frequent ones of the reference
   * @param reference how many rows of the reference have each, then how many another one
   * @param current how many rows
   * @param missing how many have nothing there
   */
  public record Texts(
      List<String> values, List<Long> reference, List<Long> current, Missing missing) {

    /** Copies the lists. */
    public Texts {
      values = List.copyOf(values);
      reference = List.copyOf(reference);
      current = List.copyOf(current);
    }
  }

  /**
   * How many rows have nothing there.
   *
   * @param reference of the reference
   * @param current now
   */
  public record Missing(long reference, long current) {}

  /** How many rows of a side have a value, and how many have none. */
  private record There(long values, long missing) {}

  /**
   * Counts the numbers of a column by the deciles of the reference.
   *
   * @throws TableException if something there is no finite number, or the reference has none
   */
  public Numbers numbers(int at) {
    There before = numbersOf(reference, at);
    There now = numbersOf(current, at);
    List<Double> edges = edges(at, before.values());
    return new Numbers(
        edges,
        binned(reference, at, edges, before.values()),
        binned(current, at, edges, now.values()),
        new Missing(before.missing(), now.missing()));
  }

  private There numbersOf(Side side, int at) {
    long[] found =
        queries.numbers(
            ("select count(*), sum(case when p%1$d then 1 else 0 end), count(v%1$d),"
                    + " sum(case when abs(v%1$d) <= 1.7976931348623157e308 then 1 else 0 end) from %2$s")
                .formatted(at, side.name()),
            List.of(),
            4);
    String column = side.columns().get(at);
    Refusals.refuseEmpty(found[0]);
    Refusals.refuse(found[1] - found[2], TableFault.WRONG_TYPE, "no number", column);
    Refusals.refuse(found[2] - found[3], TableFault.NOT_FINITE, "NaN or infinite", column);
    refuseWithout(side, found[2], column);
    return new There(found[2], found[0] - found[1]);
  }

  private void refuseWithout(Side side, long values, String column) {
    Refusals.refuseUnless(
        side.equals(current) || values > 0,
        TableFault.MISSING_VALUE,
        "No row of the reference has anything in %s".formatted(column));
  }

  /** What is known of the values of the reference while they are told in their order. */
  private static final class Deciles {

    private final long rows;
    private final List<Double> edges = new ArrayList<>();
    private double below;
    private double greatest;
    private long values;
    private long times;
    private long passed;

    Deciles(long rows) {
      this.rows = rows;
    }

    void take(double value) {
      if (values == 0 || value > greatest) {
        settle();
        below = greatest;
        greatest = value;
        values++;
      }
      times++;
    }

    /** Equal values are in one bin. */
    private void settle() {
      long tenths = TENTHS * passed / rows;
      passed += times;
      times = 0;
      if (tenths < Math.min(TENTHS - 1, TENTHS * passed / rows)) {
        edges.add(greatest);
      }
    }

    /** No bin but one that takes what is greater than all of the reference is without any row. */
    List<Double> edges() {
      settle();
      if (values == 1) {
        return List.of(Math.nextDown(greatest), greatest);
      }
      edges.remove(Double.valueOf(greatest));
      return edges.isEmpty() ? List.of(below) : List.copyOf(edges);
    }
  }

  private List<Double> edges(int at, long rows) {
    Deciles deciles = new Deciles(rows);
    queries.each(
        "select v%1$d from %2$s where v%1$d is not null order by v%1$d"
            .formatted(at, reference.name()),
        List.of(),
        row -> deciles.take(row.getDouble(1)));
    return deciles.edges();
  }

  private List<Long> binned(Side side, int at, List<Double> edges, long rows) {
    String sums =
        edges.stream()
            .map(_ -> "coalesce(sum(case when v%d <= ? then 1 else 0 end), 0)".formatted(at))
            .collect(Collectors.joining(", "));
    long[] upTo =
        queries.numbers(
            "select %s from %s".formatted(sums, side.name()), List.copyOf(edges), edges.size());
    return IntStream.rangeClosed(0, upTo.length)
        .mapToObj(bin -> (bin == upTo.length ? rows : upTo[bin]) - (bin == 0 ? 0 : upTo[bin - 1]))
        .toList();
  }

  /**
   * Returns the numbers of a column.
   *
   * @param before whether of the reference
   * @param size how many there are
   */
  public double[] values(int at, boolean before, int size) {
    double[] values = new double[size];
    int[] taken = {0};
    queries.each(
        "select v%1$d from %2$s where v%1$d is not null"
            .formatted(at, (before ? reference : current).name()),
        List.of(),
        row -> values[taken[0]++] = row.getDouble(1));
    return values;
  }

  /**
   * Counts the texts of a column by the most frequent ones of the reference.
   *
   * @param most how many are told apart
   * @throws TableException if one of these cannot be shown, or the reference has none
   */
  public Texts texts(int at, int most) {
    There before = textsOf(reference, at);
    There now = textsOf(current, at);
    Map<String, Long> frequent = new HashMap<>();
    List<String> values = new ArrayList<>();
    queries.each(
        "select v%1$d, count(*) as n from %2$s where v%1$d is not null group by v%1$d order by n desc, v%1$d limit %3$d"
            .formatted(at, reference.name(), most),
        List.of(),
        row -> {
          values.add(row.getString(1));
          frequent.put(row.getString(1), row.getLong(2));
        });
    Refusals.refuseNames(values, reference.columns().get(at));
    return new Texts(
        values,
        counted(values, frequent, before.values()),
        counted(values, among(at, values), now.values()),
        new Missing(before.missing(), now.missing()));
  }

  private There textsOf(Side side, int at) {
    long[] found =
        queries.numbers(
            "select count(*), count(v%d) from %s".formatted(at, side.name()), List.of(), 2);
    Refusals.refuseEmpty(found[0]);
    refuseWithout(side, found[1], side.columns().get(at));
    return new There(found[1], found[0] - found[1]);
  }

  private Map<String, Long> among(int at, List<String> values) {
    Map<String, Long> found = new HashMap<>();
    queries.each(
        "select v%1$d, count(*) from %2$s where v%1$d in (%3$s) group by v%1$d"
            .formatted(
                at, current.name(), String.join(", ", Collections.nCopies(values.size(), "?"))),
        List.copyOf(values),
        row -> found.put(row.getString(1), row.getLong(2)));
    return found;
  }

  private static List<Long> counted(List<String> values, Map<String, Long> found, long rows) {
    List<Long> counts = values.stream().map(value -> found.getOrDefault(value, 0L)).toList();
    long others = rows - counts.stream().mapToLong(Long::longValue).sum();
    return Stream.concat(counts.stream(), Stream.of(others)).toList();
  }
}
