package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.replica.Access;
import org.assay.review.requirement.VersionFacts;

/** Says whether a caller may propose an override of a version now, by the code that guards it. */
@ApplicationScoped
public class OverrideActions {

  private final Access access;

  OverrideActions(Access access) {
    this.access = access;
  }

  /** Returns the act as {@code actions[]} shows it. */
  public ActionView override(PolicyVersion policy, VersionFacts facts, Caller caller) {
    OverrideRules rules = new OverrideRules(policy, facts);
    ProposalGuard guard =
        new ProposalGuard(
            caller,
            facts.partsOf(caller.subject()),
            access.membership(caller.subject(), facts.projectId()).contributes());
    return Refusal.action(
        "override",
        guard
            .propose(ProposedAct.OVERRIDE)
            .or(
                () ->
                    guard.asks(ProposedAct.OVERRIDE)
                        ? Optional.empty()
                        : rules.releaser(caller.subject()))
            .or(rules::againstAll));
  }
}
