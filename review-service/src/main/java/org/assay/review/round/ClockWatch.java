package org.assay.review.round;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.event.Cause;
import org.assay.review.OneByOne;
import org.assay.review.OwnCause;
import org.assay.review.calendar.CalendarInForce;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;

/**
 * Tells of reviews that take long, within 30 seconds: it decides nothing, and silence never
 * approves. Several copies may do it at once: each round is locked and the review looked at again,
 * and what was told is kept with it.
 */
@ApplicationScoped
public class ClockWatch {

  private static final int BATCH = 100;

  private final ReviewWarnings warnings;
  private final ReviewClocks clocks;
  private final ReviewDesk desk;
  private final VersionCopies versions;
  private final DatabaseClock clock;

  ClockWatch(
      ReviewWarnings warnings,
      ReviewClocks clocks,
      ReviewDesk desk,
      VersionCopies versions,
      DatabaseClock clock) {
    this.warnings = warnings;
    this.clocks = clocks;
    this.desk = desk;
    this.versions = versions;
    this.clock = clock;
  }

  /** Counts by the calendars as they are, then tells what is due, each in its own transaction. */
  @Scheduled(
      identity = "review-clocks",
      every = "30s",
      delayed = "20s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    OneByOne.each(() -> warnings.outdated(BATCH), this::recount);
    OneByOne.each(() -> warnings.due(BATCH), this::tell);
  }

  private void recount(UUID reviewId) {
    ReviewClock of = desk.locked(reviewId).clock();
    if (of != null) {
      clocks.recount(of);
    }
  }

  /** After a while in which nobody looked, several shares are told at once, in their order. */
  private void tell(UUID reviewId) {
    Review review = desk.locked(reviewId);
    ReviewClock of = review.clock();
    if (of == null) {
      return;
    }
    VersionCopy version = versions.known(review.versionId());
    Cause cause = OwnCause.of(review.requestedBy(), null);
    CalendarInForce calendar = clocks.recount(of);
    Instant now = clock.now();
    Optional<ClockLevel> due = of.due(now);
    while (due.isPresent()) {
      Instant dueAt = Objects.requireNonNull(of.dueAt());
      warnings.tell(review, due.get(), dueAt, now, version, cause);
      of.told(due.get(), calendar.time());
      due = of.due(now);
    }
  }
}
