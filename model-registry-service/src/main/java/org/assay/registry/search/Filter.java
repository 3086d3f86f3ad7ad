package org.assay.registry.search;

import java.util.List;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A filter as a caller wrote it: conditions that must all hold.
 *
 * @param comparisons the conditions, none for everything
 */
public record Filter(List<Comparison> comparisons) {

  /** The most characters of a filter. */
  public static final int MAX_LENGTH = 65_536;

  /** The most conditions of a filter. */
  public static final int MAX_COMPARISONS = 50;

  /** The most values of a list in a filter. */
  public static final int MAX_VALUES = 1_000;

  /** Copies the list. */
  public Filter {
    comparisons = List.copyOf(comparisons);
  }

  /**
   * Reads a filter: {@code comparison (AND comparison)*}, keywords in any letter case.
   *
   * @param text the filter; null or blank for everything
   * @throws ProblemException 400 {@code FILTER_INVALID}, whose detail says at what place
   */
  public static Filter parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return new Filter(List.of());
    }
    if (text.length() > MAX_LENGTH) {
      throw Invalid.clauses("it has more than %d characters".formatted(MAX_LENGTH));
    }
    return new FilterParser(Tokens.of(text)).filter();
  }
}
