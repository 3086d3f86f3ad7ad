package org.assay.review.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When a version keeps the data that it was made of to itself, by what Assay computes of attacks.
 *
 * @param confidence of the intervals that are judged
 * @param limits of each attack that has to be tried, each attack once
 */
public record PrivacyTerms(double confidence, List<PrivacyLimit> limits) {

  /** Copies the list. */
  public PrivacyTerms {
    limits = List.copyOf(limits);
  }

  /**
   * By how much an attack may do better than a guess.
   *
   * @param attack what is tried
   * @param limit its advantage is at most this, in [0, 1]
   */
  public record PrivacyLimit(PrivacyMeasure attack, double limit) {}

  /** Returns what both ask for together: never less than either does. */
  PrivacyTerms and(PrivacyTerms other) {
    List<PrivacyLimit> both = new ArrayList<>(limits);
    for (PrivacyLimit limit : other.limits) {
      boolean stricter =
          both.stream()
              .filter(one -> one.attack() == limit.attack())
              .allMatch(one -> limit.limit() < one.limit());
      if (stricter) {
        both.removeIf(one -> one.attack() == limit.attack());
        both.add(limit);
      }
    }
    // In order, so that the same union is always written with the same bytes.
    both.sort(Comparator.comparing(PrivacyLimit::attack));
    return new PrivacyTerms(Math.max(confidence, other.confidence), both);
  }
}
