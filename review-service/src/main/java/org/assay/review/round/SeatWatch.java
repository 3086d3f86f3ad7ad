package org.assay.review.round;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Held;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OneByOne;
import org.assay.review.OwnCause;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.Duty;
import org.jboss.logging.Logger;

/**
 * Takes assignees off who may not review any more: within a minute those who turned out to have a
 * part in the version, within minutes those who lost the role or became members of the project as
 * leads. While the identity provider is away nobody loses a role. Several copies may do it at once:
 * the round is locked and the seat looked at again.
 */
@ApplicationScoped
public class SeatWatch {

  private static final Logger LOG = Logger.getLogger(SeatWatch.class);
  private static final int BATCH = 100;
  private static final Duration ASKED_FOR = Duration.ofMinutes(3);

  private final Seats seats;
  private final ReviewDesk desk;
  private final Reviews reviews;
  private final VersionCopies versions;
  private final Accounts accounts;
  private final DatabaseClock clock;
  private volatile String last = "";
  private final Cache<String, Boolean> asked =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(ASKED_FOR).build();

  SeatWatch(
      Seats seats,
      ReviewDesk desk,
      Reviews reviews,
      VersionCopies versions,
      Accounts accounts,
      DatabaseClock clock) {
    this.seats = seats;
    this.desk = desk;
    this.reviews = reviews;
    this.versions = versions;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** Looks at who turned out to have a part, then at the roles of those not asked for lately. */
  @Scheduled(
      identity = "seat-watch",
      every = "{assay.seat-watch.every}",
      delayed = "35s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    OneByOne.each(() -> seats.withParts(BATCH), this::takeOffThoseWithParts);
    int questions = 0;
    for (String subject : fromLast(QuarkusTransaction.requiringNew().call(seats::subjects))) {
      if (asked.getIfPresent(subject) == null) {
        questions++;
        if (questions > BATCH || !askAndTakeOff(subject)) {
          return;
        }
        last = subject;
      }
    }
  }

  /** Goes on behind whom it asked for last, so that everybody's turn comes. */
  private List<String> fromLast(List<String> subjects) {
    return Stream.concat(
            subjects.stream().filter(subject -> subject.compareTo(last) > 0),
            subjects.stream().filter(subject -> subject.compareTo(last) <= 0))
        .toList();
  }

  /** Forgets whose roles it asked for lately. */
  void forget() {
    asked.invalidateAll();
  }

  /** Says whether the provider answered. */
  private boolean askAndTakeOff(String subject) {
    Held held;
    try {
      held = accounts.heldBy(subject);
    } catch (ProblemException away) {
      LOG.debug("Nobody loses a seat by role: the identity provider is away", away);
      return false;
    }
    asked.put(subject, true);
    if (held.found()) {
      OneByOne.each(() -> seats.of(subject), reviewId -> takeOff(reviewId, subject, held.roles()));
    } else {
      // A provider that lost accounts takes nobody off: who cannot sign in decides nothing anyway.
      LOG.warnf("The identity provider does not know the assignee %s", subject);
    }
    return true;
  }

  private void takeOffThoseWithParts(UUID reviewId) {
    Review review = desk.locked(reviewId);
    for (String subject : review.assigneeSubjects()) {
      Duty.againstApproval(desk.standing(review, subject).parts(), false, false)
          .ifPresent(duty -> takeOff(review, subject, duty.name()));
    }
  }

  private void takeOff(UUID reviewId, String subject, Set<Role> roles) {
    Review review = desk.locked(reviewId);
    if (review.isAssignee(subject)) {
      ReviewGuard.lost(review, desk.standing(review, subject), roles)
          .ifPresent(rule -> takeOff(review, subject, rule));
    }
  }

  private void takeOff(Review review, String subject, String rule) {
    if (!review.allows(ReviewAct.UNASSIGN_LAST)) {
      return;
    }
    Instant now = clock.now();
    VersionCopy version = versions.known(review.versionId());
    review.unassign(subject, now);
    reviews.tell(
        EventTypes.REVIEW_UNASSIGNED,
        review,
        version,
        OwnCause.of(review.requestedBy(), null),
        Told.because(rule));
  }
}
