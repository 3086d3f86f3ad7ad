package org.assay.review.requirement;

import java.util.Set;
import org.assay.kit.identity.Role;
import org.assay.review.policy.ReviewType;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who holds a role that reviews.
 *
 * @param subject the account
 * @param unit the person's unit, absent where none is set
 * @param roles the roles that the account holds
 */
record Reviewer(String subject, @Nullable String unit, Set<Role> roles) {

  Reviewer {
    roles = Set.copyOf(roles);
  }

  /** Returns whether the role alone lets somebody review at all, or stand in as a lead. */
  boolean reviewsAnything() {
    return isReviewer() || isLead();
  }

  boolean reviews(ReviewType type) {
    return type.reviewers().stream().anyMatch(roles::contains);
  }

  boolean isReviewer() {
    return roles.contains(Role.ETHICS_REVIEWER) || roles.contains(Role.PERFORMANCE_REVIEWER);
  }

  boolean isLead() {
    return roles.contains(Role.LEAD);
  }
}
