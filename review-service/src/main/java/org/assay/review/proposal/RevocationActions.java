package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.assessment.Assessments;
import org.assay.review.release.Revocations;
import org.assay.review.requirement.VersionFacts;

/** Says whether a caller may propose to revoke a version now, by the code that guards it. */
@ApplicationScoped
public class RevocationActions {

  private final Assessments assessments;
  private final Revocations revocations;

  RevocationActions(Assessments assessments, Revocations revocations) {
    this.assessments = assessments;
    this.revocations = revocations;
  }

  /** Returns the act as {@code actions[]} shows it. */
  public ActionView revoke(VersionFacts facts, Caller caller) {
    return Refusal.action(
        "revoke", new ProposalGuard(caller).propose(ProposedAct.REVOKE).or(() -> state(facts)));
  }

  private Optional<Refusal> state(VersionFacts facts) {
    return assessments.last(facts.versionId()).filter(revocations::possible).isPresent()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                ReviewProblem.NOT_REVOCABLE,
                "The version is %s; what is approved or released can be revoked, once"
                    .formatted(facts.state())));
  }
}
