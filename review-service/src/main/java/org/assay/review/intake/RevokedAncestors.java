package org.assay.review.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.assay.contracts.event.AncestorRevoked;
import org.assay.kit.event.Cause;
import org.assay.review.OwnCause;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.round.ReviewingAgain;
import org.assay.review.trigger.FiredTriggers;
import org.assay.review.trigger.Happened;
import org.assay.review.trigger.TriggerKind;
import org.assay.review.trigger.TriggerRule;
import org.assay.review.trigger.TriggerRules;

/**
 * What the revocation of a version does to those that come from it, in the inbox's transaction:
 * each is flagged and reviewed again as the rule says. The registry finds the descendants.
 */
@ApplicationScoped
class RevokedAncestors {

  private static final TriggerKind KIND = TriggerKind.ANCESTOR_REVOKED;

  private final FiredTriggers triggers;
  private final TriggerRules rules;
  private final VersionCopies versions;
  private final FactsQuery facts;
  private final ReviewingAgain reviewing;

  RevokedAncestors(
      FiredTriggers triggers,
      TriggerRules rules,
      VersionCopies versions,
      FactsQuery facts,
      ReviewingAgain reviewing) {
    this.triggers = triggers;
    this.rules = rules;
    this.versions = versions;
    this.facts = facts;
    this.reviewing = reviewing;
  }

  /** Flags a version that comes from a revoked one; what is not known here is no version yet. */
  void told(AncestorRevoked revoked, Cause cause) {
    if (versions.find(List.of(revoked.versionId())).isEmpty()) {
      return;
    }
    VersionCopy version = versions.locked(revoked.versionId());
    VersionFacts known = facts.known(version.id());
    TriggerRule rule = rules.of(KIND);
    List<ReviewType> asked = rule.concerns(known.tier(), true) ? rule.reviews() : List.of();
    triggers
        .fire(
            KIND,
            version,
            new Happened(revoked.revocationId(), revoked.ancestorId().toString()),
            asked,
            cause)
        .ifPresent(
            fired ->
                reviewing.ask(version, asked, KIND.name(), OwnCause.after(cause, fired.eventId())));
  }
}
