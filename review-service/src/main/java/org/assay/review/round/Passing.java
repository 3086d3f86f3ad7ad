package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.assay.contracts.event.RequirementOutcome;
import org.assay.kit.event.Cause;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.AssessmentState;
import org.assay.review.assessment.Assessments;
import org.assay.review.policy.Policies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.RequirementResult;
import org.assay.review.requirement.Requirements;
import org.assay.review.requirement.VersionFacts;

/** Lets a round pass once everything its policy asks of it is fulfilled, and takes that back. */
@ApplicationScoped
public class Passing {

  private final Assessments assessments;
  private final FactsQuery facts;
  private final Policies policies;

  Passing(Assessments assessments, FactsQuery facts, Policies policies) {
    this.assessments = assessments;
    this.facts = facts;
    this.policies = policies;
  }

  /** Judges the round anew; the caller holds its lock. */
  public void passIfMet(Assessment assessment, VersionCopy version, Cause cause) {
    // The facts are of the last round: an earlier one passes no more.
    boolean last = assessments.last(version.id()).filter(assessment::equals).isPresent();
    if (!last || !assessment.allows(AssessmentState.Act.PASS)) {
      return;
    }
    List<RequirementResult> results = judged(assessment, facts.known(version.id()));
    if (results.stream().allMatch(RequirementResult::fulfilled)) {
      assessments.pass(
          assessment,
          version,
          results.stream()
              .map(result -> new RequirementOutcome(result.key().value(), result.state().name()))
              .toList(),
          cause);
    }
  }

  /**
   * Takes a passed round back that is not released and no longer meets its policy; it may pass
   * again. The caller holds its lock.
   */
  public void loseIfUnmet(Assessment assessment, VersionCopy version, String why, Cause cause) {
    if (!assessment.allows(AssessmentState.Act.LOSE)) {
      return;
    }
    VersionFacts now = facts.known(version.id());
    boolean met = judged(assessment, now).stream().allMatch(RequirementResult::fulfilled);
    if (!met && now.releases().isEmpty()) {
      assessments.lose(assessment, version, why, cause);
    }
  }

  private List<RequirementResult> judged(Assessment assessment, VersionFacts now) {
    return new Requirements(policies.bound(assessment.policyVersionId()), now).forPassing();
  }
}
