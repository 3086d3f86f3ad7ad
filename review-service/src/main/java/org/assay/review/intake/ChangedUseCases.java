package org.assay.review.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.UseCaseChanged;
import org.assay.kit.event.Cause;
import org.assay.review.replica.VersionCopies;
import org.assay.review.trigger.FiredTriggers;
import org.assay.review.trigger.Happened;
import org.assay.review.trigger.TriggerKind;
import org.assay.review.trigger.TriggerRule;
import org.assay.review.trigger.TriggerRules;

/**
 * Says of every version that is under way or in use that a use case of its model is another one, in
 * the inbox's transaction. What it was classified as counts no more by then, so that it is asked
 * for anew; nothing else follows.
 */
@ApplicationScoped
class ChangedUseCases {

  /** How many versions are read at once; it goes on until all are done. */
  private static final int BATCH = 200;

  private final VersionCopies versions;
  private final FiredTriggers triggers;
  private final TriggerRules rules;

  ChangedUseCases(VersionCopies versions, FiredTriggers triggers, TriggerRules rules) {
    this.versions = versions;
    this.triggers = triggers;
    this.rules = rules;
  }

  /**
   * Fires for the versions of the models that name a use case.
   *
   * @param eventId what told of the change, by which it fires once
   */
  void changed(UseCaseChanged useCase, UUID eventId, Cause cause) {
    TriggerRule rule = rules.of(TriggerKind.USE_CASE_CHANGED);
    List<String> fields =
        useCase.changedFields().stream().filter(rule.fields()::contains).sorted().toList();
    if (fields.isEmpty()) {
      return;
    }
    Happened happened =
        new Happened(eventId, "%s %s".formatted(useCase.useCaseId(), String.join(",", fields)));
    UUID after = new UUID(0, 0);
    List<UUID> batch;
    do {
      batch = versions.goingOnFor(useCase.useCaseId(), after, BATCH);
      for (UUID id : batch) {
        triggers.fire(
            TriggerKind.USE_CASE_CHANGED, versions.locked(id), happened, rule.reviews(), cause);
        after = id;
      }
    } while (batch.size() == BATCH);
  }
}
