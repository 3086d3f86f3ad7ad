package org.assay.review.publication;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.assay.review.OneByOne;
import org.assay.review.classification.ClassificationExpiry;
import org.assay.review.policy.PolicyChanges;
import org.assay.review.policy.PolicyChanges.Change;
import org.assay.review.replica.DatabaseClock;

/**
 * Tells of the classifications that a published policy asks for again, within half a minute; how
 * long it takes grows with them. It begins with the first again after a restart, and what was told
 * is not told again. Several copies may do it at once.
 */
@ApplicationScoped
public class AskingAgain {

  private static final int BATCH = 20;
  private static final int PAGE = 500;

  private final PolicyChanges changes;
  private final ClassificationExpiry classifications;
  private final DatabaseClock clock;

  AskingAgain(PolicyChanges changes, ClassificationExpiry classifications, DatabaseClock clock) {
    this.changes = changes;
    this.classifications = classifications;
    this.clock = clock;
  }

  /** Tells of what was published; what fails is tried again the next time. */
  @Scheduled(
      identity = "classification-asking",
      every = "30s",
      delayed = "15s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void askAgain() {
    QuarkusTransaction.requiringNew().call(() -> changes.asking(BATCH)).forEach(this::askAgain);
  }

  private void askAgain(Change change) {
    boolean whole =
        OneByOne.all(
            after -> changes.answeredBefore(change, after, PAGE),
            PAGE,
            id -> classifications.expire(id, "POLICY", change.eventId()));
    if (whole) {
      QuarkusTransaction.requiringNew().run(() -> changes.asked(change, clock.now()));
    }
  }
}
