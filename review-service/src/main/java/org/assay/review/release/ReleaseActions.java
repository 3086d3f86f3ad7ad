package org.assay.review.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.RequirementResult;
import org.assay.review.requirement.VersionFacts;

/** Says whether a caller may release a version now, by the code that guards the release. */
@ApplicationScoped
public class ReleaseActions {

  private final Access access;
  private final PolicyInForce inForce;

  ReleaseActions(Access access, PolicyInForce inForce) {
    this.access = access;
    this.inForce = inForce;
  }

  /**
   * Returns the act as {@code actions[]} shows it.
   *
   * @param results what a release needs, evaluated
   */
  public ActionView release(
      VersionCopy version,
      VersionFacts facts,
      String environment,
      List<RequirementResult> results,
      Caller caller) {
    return new ReleaseGuard(
            version,
            facts,
            access.membership(caller.subject(), version.projectId()),
            inForce.isOther(facts),
            caller)
        .action(environment, results);
  }
}
