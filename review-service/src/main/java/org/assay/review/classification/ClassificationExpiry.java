package org.assay.review.classification;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.ClassificationExpired;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.review.OneByOne;
import org.assay.review.OwnCause;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.ModelCopies;
import org.assay.review.replica.ModelCopy;
import org.jspecify.annotations.Nullable;

/**
 * Tells once of each classification that its answers do not hold any more: event {@code
 * classification.expired}. No answer waits for it, since whether they hold is judged each time.
 */
@ApplicationScoped
public class ClassificationExpiry {

  private static final int BATCH = 200;

  private final Classifications classifications;
  private final ModelCopies models;
  private final EventLog log;
  private final DatabaseClock clock;

  ClassificationExpiry(
      Classifications classifications, ModelCopies models, EventLog log, DatabaseClock clock) {
    this.classifications = classifications;
    this.models = models;
    this.log = log;
    this.clock = clock;
  }

  /** Tells of those whose time is over, within a minute. */
  @Scheduled(
      identity = "classification-expiry",
      every = "60s",
      delayed = "25s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void expireDue() {
    OneByOne.each(() -> classifications.due(BATCH), id -> expire(id, "TIME", null));
  }

  /** Tells of those that were given for an earlier revision of a use case. */
  public void useCaseChanged(UUID useCaseId, long revision, UUID event) {
    List<UUID> earlier = classifications.of(useCaseId, revision);
    earlier.forEach(id -> expire(id, "USE_CASE", event));
  }

  /**
   * Tells of one, unless another followed meanwhile or it was told.
   *
   * @param cause TIME, USE_CASE or POLICY
   * @param because the event that led here, null where the clock did
   */
  public void expire(UUID id, String cause, @Nullable UUID because) {
    Classification one = classifications.findById(id);
    if (!classifications.over(id, clock.now())) {
      return;
    }
    Cause by = OwnCause.of(one.answeredBy(), because);
    ModelCopy model = models.find(List.of(one.modelId())).get(one.modelId());
    if (model == null) {
      throw new IllegalStateException("No copy of model " + one.modelId());
    }
    log.append(
        new NewEvent(
            EventTypes.CLASSIFICATION_EXPIRED,
            Classification.subject(model.name(), id),
            id,
            2,
            one.modelId(),
            by,
            new ClassificationExpired(
                id,
                one.modelId(),
                one.useCaseId(),
                one.tier().name(),
                one.questionnaire(),
                cause)));
  }
}
