package org.assay.review.evidence.statistics;

import org.jspecify.annotations.Nullable;

/** What a reported statistic is about. */
public sealed interface Scope {

  /** Returns the group, or the first of two; null where it is about more than these. */
  default @Nullable String first() {
    return null;
  }

  /** Returns the second of two groups; null where it is not about a pair. */
  default @Nullable String second() {
    return null;
  }

  /**
   * One group.
   *
   * @param group its name
   */
  record OfGroup(String group) implements Scope {

    @Override
    public String first() {
      return group;
    }
  }

  /**
   * Two groups: the first's rate less the second's.
   *
   * @param first the one
   * @param second the other
   */
  record OfPair(String first, String second) implements Scope {}

  /**
   * All groups of an attribute.
   *
   * @param attribute its name
   */
  record OfAttribute(String attribute) implements Scope {}

  /**
   * One class of several, against all the others.
   *
   * @param name the label
   */
  record OfClass(String name) implements Scope {}

  /** All rows, whatever group they are of. */
  record OfAll() implements Scope {}
}
