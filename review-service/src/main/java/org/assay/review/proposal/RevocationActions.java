package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.assessment.Assessments;
import org.assay.review.release.Revocations;
import org.assay.review.replica.Membership;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.VersionFacts;

/**
 * Says whether a caller may propose to revoke a version now, or revoke it alone, by the code that
 * guards both.
 */
@ApplicationScoped
public class RevocationActions {

  private final Assessments assessments;
  private final Revocations revocations;

  RevocationActions(Assessments assessments, Revocations revocations) {
    this.assessments = assessments;
    this.revocations = revocations;
  }

  /** Returns the act as {@code actions[]} shows it. */
  public ActionView revoke(VersionFacts facts, Membership membership, Caller caller) {
    return Refusal.action(
        "revoke",
        new ProposalGuard(caller, Set.of(), membership)
            .propose(ProposedAct.REVOKE)
            .or(() -> state(facts)));
  }

  /** Returns the act of one person in an incident as {@code actions[]} shows it. */
  public ActionView revokeAlone(
      VersionCopy version, VersionFacts facts, Membership membership, Caller caller) {
    BreakGlassGuard guard = BreakGlassGuard.of(version, membership, caller);
    return Refusal.action("revoke-alone", guard.inSome(facts.incidents()).or(() -> state(facts)));
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
