package org.assay.review.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.review.policy.Policy;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.RequirementResult;
import org.assay.review.requirement.VersionFacts;

/** Says whether a caller may release a version now, by the code that guards the release. */
@ApplicationScoped
public class ReleaseActions {

  private final Access access;
  private final PolicyInForce inForce;
  private final FreshSignIn freshSignIn;

  ReleaseActions(Access access, PolicyInForce inForce, FreshSignIn freshSignIn) {
    this.access = access;
    this.inForce = inForce;
    this.freshSignIn = freshSignIn;
  }

  /**
   * Returns the act as {@code actions[]} shows it.
   *
   * @param policy the policy that the round is bound to
   * @param results what a release needs, evaluated
   */
  public ActionView release(
      VersionCopy version,
      VersionFacts facts,
      Policy policy,
      String environment,
      List<RequirementResult> results,
      Caller caller) {
    return new ReleaseGuard(
            version,
            facts,
            access.membership(caller.subject(), version.projectId()),
            inForce.isOther(facts),
            freshSignIn.against(policy.terms(facts.tier()).stepUp(), caller, facts.at()),
            caller)
        .action(environment, results);
  }
}
