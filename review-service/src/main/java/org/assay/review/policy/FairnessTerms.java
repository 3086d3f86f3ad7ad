package org.assay.review.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * When a version is fair enough, by what Assay computes of counts by group.
 *
 * @param attributes which attributes have to be counted; of whatever else is counted the criteria
 *     hold too, and without a name here at least one attribute has to be
 * @param confidence of the intervals that are judged, of all pairs of an attribute together
 * @param groupRows how many rows each group has at least
 * @param groupConditioned how many of them a rate is a share of at least
 * @param criteria each of which has to pass for each attribute
 */
public record FairnessTerms(
    List<String> attributes,
    double confidence,
    int groupRows,
    int groupConditioned,
    List<FairnessCriterion> criteria) {

  /** Copies the lists. */
  public FairnessTerms {
    attributes = List.copyOf(attributes);
    criteria = List.copyOf(criteria);
  }

  /**
   * Limits one of which has to be kept.
   *
   * @param anyOf at least one
   */
  public record FairnessCriterion(List<FairnessLimit> anyOf) {

    /** Copies the list. */
    public FairnessCriterion {
      anyOf = List.copyOf(anyOf);
    }
  }

  /**
   * By how much groups may differ.
   *
   * @param statistic what is measured
   * @param limit at most this; of a ratio at least this, in (0, 1]
   */
  public record FairnessLimit(FairnessMeasure statistic, double limit) {

    @Override
    public String toString() {
      return "%s of at %s %s"
          .formatted(statistic.statistic(), statistic.atLeast() ? "least" : "most", limit);
    }
  }

  /** Returns what both ask for together: never less than either does. */
  FairnessTerms and(FairnessTerms other) {
    return new FairnessTerms(
        Stream.concat(attributes.stream(), other.attributes.stream()).distinct().sorted().toList(),
        Math.max(confidence, other.confidence),
        Math.max(groupRows, other.groupRows),
        Math.max(groupConditioned, other.groupConditioned),
        Stream.concat(criteria.stream(), other.criteria.stream()).distinct().toList());
  }
}
