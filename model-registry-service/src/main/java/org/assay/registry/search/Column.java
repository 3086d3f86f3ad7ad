package org.assay.registry.search;

import java.util.EnumSet;
import java.util.Set;

/**
 * One value of a row of a search.
 *
 * @param expression SQL of ours, never a caller's text
 * @param type what it is
 * @param operators what it may be compared by
 * @param nullable whether it may be null; then it sorts last
 * @param indexed how many of its first characters an index holds, 0 for all of them
 */
public record Column(
    String expression, ValueType type, Set<Operator> operators, boolean nullable, int indexed) {

  /** Copies the set. */
  public Column {
    operators = Set.copyOf(operators);
  }

  /** A value of a type, compared by all that applies to the type, never null. */
  public static Column of(String expression, ValueType type) {
    return new Column(expression, type, type.operators(), false, 0);
  }

  /** The same, which may be null. */
  public Column orNull() {
    return new Column(expression, type, operators, true, indexed);
  }

  /** The same, compared by these too. */
  public Column and(Operator first, Operator... more) {
    EnumSet<Operator> all = EnumSet.of(first, more);
    all.addAll(operators);
    return new Column(expression, type, all, nullable, indexed);
  }

  /**
   * The same, of which an index holds only the beginning: a value that may be longer than an index
   * entry of PostgreSQL (2,704 bytes) is looked up by that and then compared whole.
   *
   * @param characters as many as {@code left(expression, characters)} of the index has
   */
  public Column indexedTo(int characters) {
    return new Column(expression, type, operators, nullable, characters);
  }
}
