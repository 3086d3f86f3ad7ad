package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.requirement.VersionFacts;

/** Says whether a caller may propose an override of a version now, by the code that guards it. */
@ApplicationScoped
public class OverrideActions {

  /** Returns the act as {@code actions[]} shows it. */
  public ActionView override(PolicyVersion policy, VersionFacts facts, Caller caller) {
    OverrideRules rules = new OverrideRules(policy, facts);
    return Refusal.action(
        "override",
        new ProposalGuard(caller, facts.partsOf(caller.subject()))
            .propose(ProposedAct.OVERRIDE)
            .or(() -> rules.releaser(caller.subject()))
            .or(rules::againstAll));
  }
}
