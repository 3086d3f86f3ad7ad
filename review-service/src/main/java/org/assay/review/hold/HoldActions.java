package org.assay.review.hold;

import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.replica.Membership;
import org.assay.review.requirement.VersionFacts;

/** Says whether a caller may place a hold on a version, by the code that guards it. */
public final class HoldActions {

  private HoldActions() {}

  /** Returns the act as {@code actions[]} shows it; no state of a version keeps anyone from it. */
  public static ActionView hold(VersionFacts facts, Membership membership, Caller caller) {
    return Refusal.action("hold", new HoldGuard(caller).place(facts.incidents(), membership));
  }
}
