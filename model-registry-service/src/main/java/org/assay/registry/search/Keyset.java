package org.assay.registry.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assay.kit.problem.ProblemException;

/**
 * An order by which pages follow each other: a page begins after the sort key of the last row of
 * the page before, so that a late page costs as little as the first.
 *
 * <p>A row without a value sorts last, whatever the direction.
 */
public final class Keyset {

  private static final int MAX_CLAUSES = 20;

  private final List<Part> parts;
  private final Map<String, Object> names;

  private Keyset(List<Part> parts, Map<String, Object> names) {
    this.parts = List.copyOf(parts);
    this.names = Map.copyOf(names);
  }

  /**
   * Makes an order.
   *
   * @param orderBy the clauses a caller asks for; none for the last parts alone
   * @param keys what the search sorts by
   * @param last what decides between equals; together they are unique, and none may be null
   * @throws ProblemException 400 {@code FILTER_INVALID} for a clause that cannot be read, or a key
   *     that is unknown or stands twice
   */
  public static Keyset of(List<String> orderBy, SearchKeys keys, List<Part> last) {
    if (orderBy.size() > MAX_CLAUSES) {
      throw Invalid.orderByClause("more than %d clauses".formatted(MAX_CLAUSES));
    }
    List<Part> parts = new ArrayList<>();
    Map<String, Object> names = new LinkedHashMap<>();
    Set<Key> seen = new HashSet<>();
    for (String clause : orderBy) {
      Sort sort = Sort.parse(clause);
      if (!seen.add(sort.key())) {
        throw Invalid.orderByClause("%s` contains duplicate fields".formatted(clause));
      }
      add(sort, column(sort, keys, names), parts);
    }
    parts.addAll(last);
    return new Keyset(parts, names);
  }

  private static Column column(Sort sort, SearchKeys keys, Map<String, Object> names) {
    return keys.column(sort.key())
        .orElseGet(
            () -> {
              Entries entries =
                  keys.entries(sort.key())
                      .orElseThrow(() -> Invalid.orderBy(sort.clause(), keys.listed()));
              String name = "n" + names.size();
              names.put(name, sort.key().name());
              // The least, where a thing has several under a key, as a run has data sets.
              String value =
                  "(select min(%s) from %s and %s = :%s)"
                      .formatted(entries.value().expression(), entries.from(), entries.key(), name);
              return Column.of(value, entries.value().type()).orNull();
            });
  }

  private static void add(Sort sort, Column column, List<Part> parts) {
    if (!column.nullable()) {
      parts.add(new Part(column.expression(), column.type(), sort.ascending()));
      return;
    }
    String value = column.expression();
    parts.add(
        new Part(
            "(case when %s is null then 1 else 0 end)".formatted(value), ValueType.WHOLE, true));
    String none =
        switch (column.type()) {
          case TEXT -> "''";
          case WHOLE, REAL -> "0";
          case INSTANT -> "timestamptz 'epoch'";
          case ID -> "uuid '00000000-0000-0000-0000-000000000000'";
        };
    parts.add(new Part("coalesce(%s, %s)".formatted(value, none), column.type(), sort.ascending()));
  }

  /** Returns the sort key for a {@code select}: {@link #size} columns, named {@code s0} on. */
  public String columns() {
    return IntStream.range(0, parts.size())
        .mapToObj(index -> parts.get(index).expression() + " as s" + index)
        .collect(Collectors.joining(", "));
  }

  /** Returns what stands after {@code order by} where {@link #columns} are the columns. */
  public String orderByColumns() {
    return IntStream.range(0, parts.size())
        .mapToObj(index -> "s" + index + (parts.get(index).ascending() ? "" : " desc"))
        .collect(Collectors.joining(", "));
  }

  /** Returns how many columns {@link #columns} has. */
  public int size() {
    return parts.size();
  }

  /** Returns what stands after {@code order by}. */
  public String orderBy() {
    return parts.stream()
        .map(part -> part.expression() + (part.ascending() ? "" : " desc"))
        .collect(Collectors.joining(", "));
  }

  /** Returns the parameters of {@link #columns} and {@link #orderBy}. */
  public Map<String, Object> values() {
    return names;
  }

  /**
   * Returns the sort key of a row, for a page token.
   *
   * @param row the value of each of {@link #columns}, from 0
   */
  public List<String> position(IntFunction<Object> row) {
    return IntStream.range(0, parts.size())
        .mapToObj(index -> parts.get(index).type().store(row.apply(index)))
        .toList();
  }

  /**
   * Returns the condition that a row stands after a position, with its parameters.
   *
   * @throws IllegalArgumentException where the position is of another order
   */
  public After after(List<String> position) {
    if (position.size() != parts.size()) {
      throw new IllegalArgumentException("The position is of another order");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (int index = 0; index < parts.size(); index++) {
      values.put("k" + index, parts.get(index).type().restore(position.get(index)));
    }
    return new After(isOneWay() ? rows() : nested(0), values);
  }

  private boolean isOneWay() {
    return parts.stream().map(Part::ascending).distinct().count() == 1;
  }

  /** A comparison of rows, which PostgreSQL looks up in an index of the same order. */
  private String rows() {
    String values =
        IntStream.range(0, parts.size()).mapToObj(i -> ":k" + i).collect(Collectors.joining(", "));
    String expressions = parts.stream().map(Part::expression).collect(Collectors.joining(", "));
    return "(%s) %s (%s)".formatted(expressions, parts.getFirst().comparison(), values);
  }

  /** The first comparison is repeated in front, since an index can serve that one alone. */
  private String nested(int index) {
    Part part = parts.get(index);
    String strict = "%s %s :k%d".formatted(part.expression(), part.comparison(), index);
    if (index == parts.size() - 1) {
      return strict;
    }
    String either =
        "(%s or (%s = :k%d and %s))".formatted(strict, part.expression(), index, nested(index + 1));
    return index > 0
        ? either
        : "(%s %s= :k0 and %s)".formatted(part.expression(), part.comparison(), either);
  }

  /**
   * A part of the order.
   *
   * @param expression SQL of ours that is never null
   * @param type what it is
   * @param ascending whether the smallest comes first
   */
  public record Part(String expression, ValueType type, boolean ascending) {

    private String comparison() {
      return ascending ? ">" : "<";
    }
  }

  /**
   * A condition.
   *
   * @param sql for a {@code where}
   * @param values its parameters
   */
  public record After(String sql, Map<String, Object> values) {

    /** Copies the map. */
    public After {
      values = Map.copyOf(values);
    }
  }
}
