package org.assay.review.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.review.policy.Policy;
import org.assay.review.policy.StepUp;
import org.assay.review.replica.Membership;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.RequirementResult;
import org.assay.review.requirement.VersionFacts;
import org.jspecify.annotations.Nullable;

/** Says whether a caller may release a version now, by the code that guards the release. */
@ApplicationScoped
public class ReleaseActions {

  private final PolicyInForce inForce;
  private final FreshSignIn freshSignIn;

  ReleaseActions(PolicyInForce inForce, FreshSignIn freshSignIn) {
    this.inForce = inForce;
    this.freshSignIn = freshSignIn;
  }

  /**
   * Returns the act as {@code actions[]} shows it.
   *
   * @param policy the policy that the round is bound to
   * @param results what a release needs, evaluated
   * @param membership whether the caller belongs to the project
   */
  public ActionView release(
      VersionCopy version,
      VersionFacts facts,
      Policy policy,
      String environment,
      List<RequirementResult> results,
      Membership membership,
      Caller caller) {
    return guard(version, facts, policy.terms(facts.tier()).stepUp(), membership, caller)
        .action(environment, results);
  }

  /**
   * Returns what guards a release by a caller.
   *
   * @param asked how the caller has to have signed in, absent where any sign-in will do
   */
  ReleaseGuard guard(
      VersionCopy version,
      VersionFacts facts,
      @Nullable StepUp asked,
      Membership membership,
      Caller caller) {
    return new ReleaseGuard(
        version,
        facts,
        membership,
        inForce.isOther(facts),
        freshSignIn.against(asked, caller, facts.at()),
        caller);
  }
}
