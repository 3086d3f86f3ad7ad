package org.assay.review.evidence.statistics;

/** What a reported statistic is about. */
public sealed interface Scope {

  /**
   * One group.
   *
   * @param group its name
   */
  record OfGroup(String group) implements Scope {}

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

  /** All rows, whatever group they are of. */
  record OfAll() implements Scope {}
}
