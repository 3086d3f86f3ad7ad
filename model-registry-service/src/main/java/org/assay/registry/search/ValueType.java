package org.assay.registry.search;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assay.kit.problem.ProblemException;

/** What is compared: which operators apply, and what a value is bound as. */
public enum ValueType {
  TEXT,
  /** A whole number of 64 bits. */
  WHOLE,
  /** A number with a fraction; never NaN. */
  REAL,
  /** An instant, written as milliseconds since 1970 in UTC. */
  INSTANT,
  /** A UUID: only sorted by. */
  ID;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})?");

  /** The years 1 to 9999, in milliseconds: what both Java and PostgreSQL can keep. */
  private static final long FIRST = -62_135_596_800_000L;

  private static final long LAST = 253_402_300_799_999L;

  /** Returns the operators that apply to every value of this type. */
  Set<Operator> operators() {
    return switch (this) {
      case TEXT -> EnumSet.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.LIKE, Operator.ILIKE);
      case WHOLE, REAL, INSTANT -> EnumSet.range(Operator.EQUAL, Operator.AT_LEAST);
      case ID -> EnumSet.noneOf(Operator.class);
    };
  }

  /**
   * Reads a value of a filter.
   *
   * @throws ProblemException 400 where it is of another type
   */
  Object read(Key key, Literal literal) {
    if (this == TEXT) {
      if (!literal.quoted()) {
        throw Invalid.value(key, "a quoted string value (e.g. 'my-value')", literal.text());
      }
      return literal.text();
    }
    if (literal.quoted() || !NUMBER.matcher(literal.text()).matches()) {
      throw Invalid.value(key, "numeric value type", "'" + literal.text() + "'");
    }
    return number(key, literal.text());
  }

  private Object number(Key key, String text) {
    if (this == REAL) {
      return Double.valueOf(text);
    }
    try {
      long whole = Long.parseLong(text);
      return this == WHOLE ? whole : Instant.ofEpochMilli(Math.clamp(whole, FIRST, LAST));
    } catch (NumberFormatException fraction) {
      throw Invalid.value(key, "a whole number of 64 bits", text);
    }
  }

  /** Writes a value of a sort key so that {@link #restore} reads the same. */
  String store(Object value) {
    return value instanceof Instant instant ? instant.toString() : String.valueOf(value);
  }

  /** Reads what {@link #store} wrote. */
  Object restore(String stored) {
    return switch (this) {
      case TEXT -> stored;
      case WHOLE -> Long.valueOf(stored);
      case REAL -> Double.valueOf(stored);
      case INSTANT -> Instant.parse(stored);
      case ID -> UUID.fromString(stored);
    };
  }

  /** Returns operators as a refusal lists them. */
  static String listed(Set<Operator> operators) {
    return operators.stream().map(Operator::written).collect(Collectors.joining(", "));
  }
}
