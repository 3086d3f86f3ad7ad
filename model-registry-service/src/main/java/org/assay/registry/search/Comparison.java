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
}
