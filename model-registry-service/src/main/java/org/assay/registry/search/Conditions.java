package org.assay.registry.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A filter as SQL: conditions joined by {@code and}, with names and values as parameters.
 *
 * <p>Several conditions on one name must hold for its one value, and a row without the name meets
 * none but {@code IS NULL}. A named value is looked for by {@code exists}; one of a table that can
 * be joined is joined, so that PostgreSQL begins with whichever of several conditions finds least.
 */
public final class Conditions {

  private final List<Clause> clauses = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<Join> joins = new ArrayList<>();
  private final String prefix;

  private Conditions(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Turns a filter into SQL.
   *
   * @param prefix what the parameters' names begin with, unlike any other of the statement
   * @throws ProblemException 400 {@code FILTER_INVALID} for a key that the search does not know, an
   *     operator that does not apply to it, or a value of another type
   */
  public static Conditions of(Filter filter, SearchKeys keys, String prefix) {
    Conditions conditions = new Conditions(prefix);
    filter.comparisons().forEach(comparison -> conditions.add(comparison, keys));
    return conditions;
  }

  /**
   * Adds a condition of ours, and returns this.
   *
   * @param condition SQL with one {@code %s} where the value stands
   */
  public Conditions and(String condition, Object value) {
    clauses.add(Clause.plain(condition.formatted(bind(value))));
    return this;
  }

  /**
   * Adds a condition of ours that is quick to find by an index in one form and quick to try on a
   * row in another, and returns this. All SQL of it has {@code %1$s} where the value stands.
   *
   * @param found how an index finds the rows
   * @param tried how a row is tried
   * @param owned how the rows of whole owners are read in the search's order, null where no index
   *     has that
   */
  public Conditions either(String found, String tried, @Nullable Owned owned, Object value) {
    String bound = bind(value);
    clauses.add(
        new Clause(
            found.formatted(bound),
            tried.formatted(bound),
            owned == null ? null : owned.formatted(bound),
            true));
    return this;
  }

  /** Returns the joins for a {@code from}, empty where there are none. */
  public String joins() {
    return joins.stream().map(Join::sql).collect(Collectors.joining());
  }

  /**
   * Returns the first of these tables that is joined by equality with a value; an order that is
   * taken from it is that of its index.
   */
  public Optional<Paired> equalIn(Set<String> tables) {
    return joins.stream()
        .filter(join -> join.equal() && tables.contains(join.table().name()))
        .map(join -> new Paired(join.alias(), join.alias() + "." + join.table().owner()))
        .findFirst();
  }

  /** Says whether a row is best tried first, since what an index finds may be much. */
  boolean areBestTried() {
    return clauses.stream().anyMatch(Clause::bestTried);
  }

  /** Returns the conditions for a {@code where}; {@code true} where there are none. */
  public String sql() {
    return all(clauses.stream().map(Clause::found));
  }

  /** Returns how the rows of whole owners are read, where a condition has that. */
  Optional<Owned> owned() {
    return clauses.stream().flatMap(clause -> Stream.ofNullable(clause.owned())).findFirst();
  }

  /** Returns the conditions on rows of {@link #owned}. */
  String ofOwners() {
    return all(clauses.stream().map(one -> one.owned() == null ? one.found() : one.owned().tie()));
  }

  /** Returns the conditions on all other rows. */
  String ofOthers() {
    return all(
        clauses.stream().map(one -> one.owned() == null ? one.found() : one.owned().others()));
  }

  /** Returns all conditions, joins too, in a form that looks at one row at a time. */
  String tried() {
    return all(Stream.concat(joins.stream().map(Join::tried), clauses.stream().map(Clause::tried)));
  }

  /** Returns the parameters of {@link #sql}: strings, longs, doubles, instants, arrays of them. */
  public Map<String, Object> values() {
    return Map.copyOf(values);
  }

  private static String all(Stream<String> conditions) {
    String joined = conditions.collect(Collectors.joining(" and "));
    return joined.isEmpty() ? "true" : joined;
  }

  private void add(Comparison comparison, SearchKeys keys) {
    Key key = comparison.key();
    @Nullable Column column = keys.column(key).orElse(null);
    if (column != null) {
      requireOperator(comparison, column.operators());
      clauses.add(Clause.plain(compared(column, comparison)));
      return;
    }
    Entries entries = keys.entries(key).orElseThrow(() -> Invalid.key(key, keys.listed()));
    requireOperator(comparison, entries.value().operators());
    add(comparison, entries);
  }

  private void add(Comparison comparison, Entries entries) {
    String key = bind(comparison.key().name());
    String holds =
        switch (comparison.operator()) {
          case IS_NULL, IS_NOT_NULL -> "";
          case NOT_VALUE -> " and " + equal(entries.value(), comparison);
          default -> " and " + compared(entries.value(), comparison);
        };
    String exists =
        "exists (select 1 from %s and %s = %s%s"
            .formatted(entries.from(), entries.key(), key, holds);
    boolean absent =
        comparison.operator() == Operator.IS_NULL || comparison.operator() == Operator.NOT_VALUE;
    Entries.Table table = entries.table();
    // With an offset PostgreSQL leaves it a look-up for each row, whatever it expects to find.
    String tried = (absent ? "not " : "") + exists + " offset 0)";
    if (absent || table == null) {
      clauses.add(new Clause((absent ? "not " : "") + exists + ")", tried, null, false));
      return;
    }
    String alias = "e" + joins.size();
    String on = "%s.key = %s%s".formatted(alias, key, holds.replace("e.value", alias + ".value"));
    joins.add(
        new Join(
            alias,
            table,
            table.join(alias) + " and " + on,
            tried,
            comparison.operator() == Operator.EQUAL));
  }

  private static void requireOperator(Comparison comparison, Set<Operator> accepted) {
    if (comparison.operator() != Operator.NOT_VALUE && !accepted.contains(comparison.operator())) {
      throw Invalid.comparator(comparison.key(), comparison.operator(), ValueType.listed(accepted));
    }
  }

  private String compared(Column column, Comparison comparison) {
    String left = column.expression();
    return switch (comparison.operator()) {
      case EQUAL -> equal(column, comparison);
      case NOT_EQUAL -> left + " <> " + value(column, comparison);
      case NOT_VALUE -> left + " is distinct from " + value(column, comparison);
      case LESS, AT_MOST, GREATER, AT_LEAST ->
          left + " " + comparison.operator().written() + " " + value(column, comparison);
      // Without an escape character, as MLflow has it: a backslash is a backslash.
      case LIKE -> "%s like %s escape ''".formatted(left, value(column, comparison));
      case ILIKE -> "%s ilike %s escape ''".formatted(left, value(column, comparison));
      case IN -> "%s = any(%s)".formatted(left, list(column, comparison));
      case NOT_IN -> "%s <> all(%s)".formatted(left, list(column, comparison));
      case IS_NULL -> left + " is null";
      case IS_NOT_NULL -> left + " is not null";
    };
  }

  /**
   * What is shorter than the index holds is told apart by the index alone; to compare the whole too
   * would only let PostgreSQL expect less than it finds.
   */
  private String equal(Column column, Comparison comparison) {
    String value = value(column, comparison);
    String equal = column.expression() + " = " + value;
    if (column.indexed() == 0) {
      return equal;
    }
    String begins =
        "left(%1$s, %2$d) = left(%3$s, %2$d)"
            .formatted(column.expression(), column.indexed(), value);
    return comparison.values().getFirst().text().length() < column.indexed()
        ? begins
        : begins + " and " + equal;
  }

  private String value(Column column, Comparison comparison) {
    return bind(column.type().read(comparison.key(), comparison.values().getFirst()));
  }

  /** Lists are of text: no search offers one of numbers. */
  private String list(Column column, Comparison comparison) {
    return bind(
        comparison.values().stream()
            .map(literal -> (String) column.type().read(comparison.key(), literal))
            .toArray(String[]::new));
  }

  private String bind(Object value) {
    String name = prefix + values.size();
    values.put(name, value);
    return ":" + name;
  }

  /**
   * A condition.
   *
   * @param found as an index finds the rows
   * @param tried as one row is tried
   * @param owned as the rows of whole owners are read
   * @param bestTried whether trying rows is worth it first
   */
  private record Clause(String found, String tried, @Nullable Owned owned, boolean bestTried) {

    private static Clause plain(String sql) {
      return new Clause(sql, sql, null, false);
    }
  }

  /**
   * A condition that holds for all rows of some owners, of which an index has each one's in order,
   * and for other rows.
   *
   * @param owners SQL that finds the owners
   * @param tie the condition that ties a row to one of them, called {@code n}
   * @param others the condition on rows of no such owner; one of such an owner may meet it too
   */
  public record Owned(String owners, String tie, String others) {

    private Owned formatted(String value) {
      return new Owned(owners.formatted(value), tie, others.formatted(value));
    }
  }

  /**
   * A condition on named values that is a join.
   *
   * @param alias of the table
   * @param table the table
   * @param sql the join
   * @param tried as one row is tried
   * @param equal whether the value is compared by equality
   */
  private record Join(String alias, Entries.Table table, String sql, String tried, boolean equal) {}

  /**
   * A table of keys and values of which one pair is asked for.
   *
   * @param alias what it is called in the statement
   * @param owner SQL of the id of the row that the pair stands on
   */
  public record Paired(String alias, String owner) {}
}
