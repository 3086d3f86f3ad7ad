package org.assay.registry.search;

import java.util.List;

/**
 * One condition of a filter.
 *
 * @param key what is compared
 * @param operator how
 * @param values one value, or several for a list, or none for a test of absence
 */
public record Comparison(Key key, Operator operator, List<Literal> values) {

  /** Copies the list. */
  public Comparison {
    values = List.copyOf(values);
  }

  /** A condition that an attribute has a value. */
  public static Comparison equal(String attribute, String value) {
    return new Comparison(
        new Key("", attribute), Operator.EQUAL, List.of(new Literal(value, true)));
  }
}
