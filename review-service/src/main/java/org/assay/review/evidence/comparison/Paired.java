package org.assay.review.evidence.comparison;

import java.util.SortedMap;
import java.util.stream.LongStream;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.plan.EvaluationPlan.Grouping;

/** What two models predicted of the same rows, of one task. */
interface Paired {

  /** Returns how many rows there are. */
  long rows();

  /** Returns how many there are of each label that a statistic is about, or drawn within. */
  LongStream rowsByLabel(ComparedStatistic statistic);

  /** Says whether a reader who sees the differences could compute a small count of all rows. */
  boolean small();

  /** Compares the models by all rows. */
  Compared compare(ComparedStatistic statistic);

  /** Compares them by the groups of an attribute or intersection. */
  Groups compare(Grouping grouping);

  /**
   * What is said of groups.
   *
   * @param statistic by what they are compared
   * @param small whether some group has a small count
   * @param groups by their names
   */
  record Groups(ComparedStatistic statistic, boolean small, SortedMap<String, Compared> groups) {}
}
