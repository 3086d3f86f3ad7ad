package org.assay.review.proposal;

import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.replica.Membership;
import org.assay.review.requirement.VersionFacts;

/** Says whether a caller may propose an override of a version now, by the code that guards it. */
public final class OverrideActions {

  private OverrideActions() {}

  /** Returns the act as {@code actions[]} shows it. */
  public static ActionView override(
      PolicyVersion policy, VersionFacts facts, Membership membership, Caller caller) {
    OverrideRules rules = new OverrideRules(policy, facts);
    ProposalGuard guard = new ProposalGuard(caller, facts.partsOf(caller.subject()), membership);
    return Refusal.action(
        "override",
        guard.propose(ProposedAct.OVERRIDE).or(() -> rules.proposer(guard)).or(rules::againstAll));
  }
}
