package org.assay.registry.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A filter as SQL: conditions joined by {@code and}, with names and values as parameters.
 *
 * <p>A named value is looked for by {@code exists}, so several conditions on one name must hold for
 * its one value, and a row without the name meets none but {@code IS NULL}.
 */
public final class Conditions {

  private final List<String> sql = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
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

  /** Adds that a column of ours has a value, and returns this. */
  public Conditions and(String column, Object value) {
    sql.add(column + " = " + bind(value));
    return this;
  }

  /** Returns the conditions for a {@code where}; {@code true} where there are none. */
  public String sql() {
    return sql.isEmpty() ? "true" : String.join(" and ", sql);
  }

  /** Returns the parameters of {@link #sql}: strings, longs, doubles, instants, arrays of them. */
  public Map<String, Object> values() {
    return Map.copyOf(values);
  }

  private void add(Comparison comparison, SearchKeys keys) {
    Key key = comparison.key();
    @Nullable Column column = keys.attribute(key).orElse(null);
    if (column != null) {
      requireOperator(comparison, column.operators());
      sql.add(compared(column, comparison));
      return;
    }
    Entries entries = keys.entries(key).orElseThrow(() -> Invalid.key(key, keys.listed()));
    requireOperator(comparison, entries.value().operators());
    String exists =
        "exists (select 1 from %s and %s = %s"
            .formatted(entries.from(), entries.key(), bind(key.name()));
    sql.add(
        switch (comparison.operator()) {
          case IS_NULL -> "not " + exists + ")";
          case NOT_VALUE -> "not " + exists + " and " + equal(entries.value(), comparison) + ")";
          case IS_NOT_NULL -> exists + ")";
          default -> exists + " and " + compared(entries.value(), comparison) + ")";
        });
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

  private String equal(Column column, Comparison comparison) {
    String value = value(column, comparison);
    String equal = column.expression() + " = " + value;
    return column.indexed() == 0
        ? equal
        : "left(%s, %d) = left(%s, %d) and %s"
            .formatted(column.expression(), column.indexed(), value, column.indexed(), equal);
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
}
