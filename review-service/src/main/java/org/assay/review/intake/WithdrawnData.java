package org.assay.review.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.VersionChanged;
import org.assay.kit.event.Cause;
import org.assay.review.OwnCause;
import org.assay.review.classification.Tier;
import org.assay.review.classification.TierDecided;
import org.assay.review.hold.Holding;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.policy.Policies;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.DraftsData;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.round.ReviewingAgain;
import org.assay.review.trigger.FiredTrigger;
import org.assay.review.trigger.FiredTriggers;
import org.assay.review.trigger.Happened;
import org.assay.review.trigger.TriggerKind;
import org.assay.review.trigger.TriggerRule;
import org.assay.review.trigger.TriggerRules;

/**
 * What a withdrawal of data does to a version that descends from them, in the inbox's transaction:
 * each is flagged, and those that the rule names are closed by a hold and reviewed again at once.
 * The registry finds the descendants and tells of each by itself, so none is looked for here.
 *
 * <p>Where a model becomes one that the rule names later, the same is done with its flagged
 * versions then.
 */
@ApplicationScoped
class WithdrawnData {

  private static final String DATA_WITHDRAWN = TriggerKind.DATA_WITHDRAWN.name();

  /** How many flagged versions of a model follow a change of its tier at once. */
  private static final int MOST = 500;

  private final FiredTriggers triggers;
  private final TriggerRules rules;
  private final DraftsData drafts;
  private final VersionCopies versions;
  private final FactsQuery facts;
  private final Policies policies;
  private final Holding holding;
  private final Notes notes;
  private final ReviewingAgain reviewing;

  WithdrawnData(
      FiredTriggers triggers,
      TriggerRules rules,
      DraftsData drafts,
      VersionCopies versions,
      FactsQuery facts,
      Policies policies,
      Holding holding,
      Notes notes,
      ReviewingAgain reviewing) {
    this.triggers = triggers;
    this.rules = rules;
    this.drafts = drafts;
    this.versions = versions;
    this.facts = facts;
    this.policies = policies;
    this.holding = holding;
    this.notes = notes;
    this.reviewing = reviewing;
  }

  /** Takes that a version descends from withdrawn data; a draft is flagged once it has bytes. */
  void told(VersionChanged version, UUID dataset, Cause cause) {
    if (version.digest() == null) {
      drafts.keep(version.versionId(), dataset);
      return;
    }
    flag(version.versionId(), dataset, cause);
  }

  /** Flags a version that has bytes now for what was told of it as a draft. */
  void registered(VersionChanged version, Cause cause) {
    drafts.of(version.versionId()).forEach(dataset -> flag(version.versionId(), dataset, cause));
  }

  private void flag(UUID versionId, UUID dataset, Cause cause) {
    VersionCopy version = versions.locked(versionId);
    TriggerRule rule = rules.of(TriggerKind.DATA_WITHDRAWN);
    boolean concerned = concerned(rule, version);
    List<ReviewType> asked = concerned ? rule.reviews() : List.of();
    triggers
        .fire(
            TriggerKind.DATA_WITHDRAWN,
            version,
            new Happened(dataset, dataset.toString()),
            asked,
            cause)
        .filter(_ -> concerned)
        .ifPresent(
            fired -> close(rule, fired.trigger(), version, OwnCause.after(cause, fired.eventId())));
  }

  void follow(@Observes TierDecided decided) {
    TriggerRule rule = rules.of(TriggerKind.DATA_WITHDRAWN);
    for (FiredTrigger flagged :
        triggers.unanswered(decided.modelId(), TriggerKind.DATA_WITHDRAWN, MOST)) {
      VersionCopy version = versions.locked(flagged.versionId());
      if (concerned(rule, version)) {
        flagged.asksFor(rule.reviews());
        close(rule, flagged, version, decided.cause());
      }
    }
  }

  private boolean concerned(TriggerRule rule, VersionCopy version) {
    VersionFacts known = facts.known(version.id());
    Tier tier = known.unclassified().isEmpty() ? known.tier() : null;
    boolean asked = policies.inForce(version.projectId()).policy().asksForTier();
    return rule.concerns(tier, asked);
  }

  private void close(TriggerRule rule, FiredTrigger trigger, VersionCopy version, Cause because) {
    if (rule.hold()) {
      Note why =
          notes.store(
              "Data set %s was withdrawn, and the version descends from it"
                  .formatted(trigger.measure()),
              OwnCause.ACTOR);
      trigger.placed(holding.placeByRule(version, why, because));
    }
    triggers.flush();
    reviewing.ask(version, trigger.reviews(), DATA_WITHDRAWN, because);
  }
}
