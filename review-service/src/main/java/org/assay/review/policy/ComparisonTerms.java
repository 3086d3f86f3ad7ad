package org.assay.review.policy;

import org.jspecify.annotations.Nullable;

/**
 * When a version may take the champion's place, by what Assay computes on the same rows.
 *
 * @param margin by how much a plan may let it be worse at most, and still be not inferior
 * @param superior whether it has to be better by the plan's primary statistic
 */
public record ComparisonTerms(double margin, boolean superior) {

  /** Returns what both ask for together: never less than either does. */
  ComparisonTerms and(@Nullable ComparisonTerms other) {
    return other == null
        ? this
        : new ComparisonTerms(Math.min(margin, other.margin), superior || other.superior);
  }
}
