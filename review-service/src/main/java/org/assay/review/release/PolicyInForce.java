package org.assay.review.release;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyChanges;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.requirement.VersionFacts.AssessmentFacts;

/**
 * Says whether a round is still bound to what holds for its project. One that is released goes on
 * as it is where it is released, and is no ground for a further release.
 */
@ApplicationScoped
class PolicyInForce {

  private final PolicyChanges changes;
  private final Policies policies;

  PolicyInForce(PolicyChanges changes, Policies policies) {
    this.changes = changes;
    this.policies = policies;
  }

  /** Returns whether another policy took effect since the round of some facts was opened. */
  boolean isOther(VersionFacts facts) {
    AssessmentFacts round = facts.assessment();
    return round != null
        && changes.tookEffect(facts.projectId(), round.openedAt())
        && !policies.inForce(facts.projectId()).id().equals(round.policyVersionId());
  }
}
