package org.assay.review.evidence.evaluation;

import java.util.List;
import org.assay.review.evidence.statistics.Group;

/**
 * The counts by group of an attribute or an intersection.
 *
 * @param attribute its name
 * @param positiveFavourable whether the positive class is the one that people wish for
 * @param referenceGroup whom the others are compared with
 * @param groups each group once
 */
public record CountedAttribute(
    String attribute, boolean positiveFavourable, String referenceGroup, List<Group> groups) {

  /**
   * How many groups are compared together, of an evaluation and of a version: every pair is judged
   * whenever the gate is asked.
   */
  public static final int MOST_GROUPS = 150;

  /** Copies the groups. */
  public CountedAttribute {
    groups = List.copyOf(groups);
  }
}
