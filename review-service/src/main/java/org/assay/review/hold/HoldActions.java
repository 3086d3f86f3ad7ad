package org.assay.review.hold;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.replica.Access;
import org.assay.review.requirement.VersionFacts;

/** Says whether a caller may place a hold on a version, by the code that guards it. */
@ApplicationScoped
public class HoldActions {

  private final Access access;

  HoldActions(Access access) {
    this.access = access;
  }

  /** Returns the act as {@code actions[]} shows it; no state of a version keeps anyone from it. */
  public ActionView hold(VersionFacts facts, Caller caller) {
    return Refusal.action(
        "hold",
        new HoldGuard(caller)
            .place(facts.incidents(), access.membership(caller.subject(), facts.projectId())));
  }
}
