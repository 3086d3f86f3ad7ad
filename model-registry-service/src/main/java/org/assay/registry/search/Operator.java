package org.assay.registry.search;

import java.util.Optional;

/** How a comparison compares. */
public enum Operator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">="),
  /** By a pattern with {@code %} and {@code _}; letter case counts. */
  LIKE("LIKE"),
  /** By a pattern; letter case does not count. */
  ILIKE("ILIKE"),
  IN("IN"),
  NOT_IN("NOT IN"),
  /** Absent or other; no filter can say it, but a search may add it. */
  NOT_VALUE("IS NOT"),
  IS_NULL("IS NULL"),
  IS_NOT_NULL("IS NOT NULL");

  private final String written;

  Operator(String written) {
    this.written = written;
  }

  /** Returns it as a filter has it. */
  public String written() {
    return written;
  }

  /** Says whether it takes no value. */
  boolean isUnary() {
    return this == IS_NULL || this == IS_NOT_NULL;
  }

  /** Says whether it takes a list. */
  boolean takesList() {
    return this == IN || this == NOT_IN;
  }

  /** Returns the operator that is written so, empty for what is no comparison. */
  public static Optional<Operator> ofSymbol(String symbol) {
    return switch (symbol) {
      case "=" -> Optional.of(EQUAL);
      case "!=" -> Optional.of(NOT_EQUAL);
      case "<" -> Optional.of(LESS);
      case "<=" -> Optional.of(AT_MOST);
      case ">" -> Optional.of(GREATER);
      case ">=" -> Optional.of(AT_LEAST);
      default -> Optional.empty();
    };
  }
}
