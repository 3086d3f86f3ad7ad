package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.requirement.VersionFacts.AssessmentFacts;

/** Says whether a caller may propose to revoke a version now, by the code that guards it. */
@ApplicationScoped
public class RevocationActions {

  /** Returns the act as {@code actions[]} shows it. */
  public ActionView revoke(VersionFacts facts, Caller caller) {
    return ProposalGuard.action(
        "revoke",
        new ProposalGuard(caller).propose(ProposedAct.REVOKE).or(() -> state(facts)).orElse(null));
  }

  private static Optional<Refusal> state(VersionFacts facts) {
    AssessmentFacts assessment = facts.assessment();
    boolean passed = assessment != null && assessment.state().equals("PASSED");
    return passed
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                ReviewProblem.NOT_REVOCABLE,
                "The version is %s; only what was approved can be revoked"
                    .formatted(facts.state())));
  }
}
