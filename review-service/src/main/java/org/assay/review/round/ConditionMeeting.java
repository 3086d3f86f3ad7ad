package org.assay.review.round;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OneByOne;
import org.assay.review.OwnCause;
import org.assay.review.assessment.Assessment;
import org.assay.review.condition.Condition;
import org.assay.review.condition.Conditions;
import org.assay.review.note.Note;
import org.assay.review.policy.Policies;
import org.assay.review.policy.Rule;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.Requirements;
import org.jspecify.annotations.Nullable;

/**
 * Notes that conditions are met: by an assignee's word, or because their check holds. Checks are
 * looked at with each act of this service that changes what they may ask, and every 30 seconds;
 * from the due instant on none meets a condition, and what cannot be told never does.
 */
@ApplicationScoped
public class ConditionMeeting {

  private static final int PAGE = 200;

  private final Conditions conditions;
  private final ReviewDesk desk;
  private final Reviews reviews;
  private final ReviewDecisions decisions;
  private final Policies policies;
  private final FactsQuery facts;
  private final DatabaseClock clock;

  ConditionMeeting(
      Conditions conditions,
      ReviewDesk desk,
      Reviews reviews,
      ReviewDecisions decisions,
      Policies policies,
      FactsQuery facts,
      DatabaseClock clock) {
    this.conditions = conditions;
    this.desk = desk;
    this.reviews = reviews;
    this.decisions = decisions;
    this.policies = policies;
    this.facts = facts;
    this.clock = clock;
  }

  /** Meets what holds, each condition in its own transaction. */
  @Scheduled(
      identity = "condition-checks",
      every = "30s",
      delayed = "20s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void meetWhatHolds() {
    OneByOne.all(after -> conditions.checkedAfter(after, PAGE), PAGE, this::look);
  }

  private void look(UUID id) {
    Condition condition = conditions.findById(id);
    ReviewDesk.Locked on = desk.lockedWithVersion(condition.reviewId());
    conditions.getEntityManager().refresh(condition);
    meet(List.of(condition), on.review(), on.assessment(), on.version(), null);
  }

  /**
   * Meets the conditions of a round whose checks hold now; the caller holds its lock.
   *
   * @param because the event that changed what is known; absent where that is not known
   */
  void follow(Assessment round, VersionCopy version, @Nullable UUID because) {
    for (Review review : reviews.of(round.id())) {
      List<Condition> checked = conditions.checked(review.id());
      if (!checked.isEmpty()) {
        meet(checked, review, round, version, because);
      }
    }
  }

  private void meet(
      List<Condition> checked,
      Review review,
      Assessment round,
      VersionCopy version,
      @Nullable UUID because) {
    Requirements known = known(round);
    Instant now = clock.now();
    for (Condition condition : checked) {
      ReviewDecision approval = decisions.findById(condition.approvalId());
      String check = condition.check();
      if (check != null
          && condition.isOpen(now)
          && approval.standsOn(review)
          && known.holds(Rule.ofCheck(check))) {
        meet(condition, review, version, null, OwnCause.of(approval.subject(), because));
      }
    }
  }

  private Requirements known(Assessment round) {
    return new Requirements(
        policies.bound(round.policyVersionId()), facts.inRound(round.versionId(), round.round()));
  }

  /**
   * Refuses conditions that an approval just set and whose check holds already: nothing would have
   * to be done for them.
   *
   * @throws ProblemException 422
   */
  void refuseMet(List<SetCondition> set, Assessment round) {
    if (set.stream().allMatch(one -> one.check() == null)) {
      return;
    }
    Requirements known = known(round);
    for (int index = 0; index < set.size(); index++) {
      String check = set.get(index).check();
      if (check != null && known.holds(Rule.ofCheck(check))) {
        throw ProblemException.invalid(
            "/conditions/%d/check".formatted(index),
            "ALREADY_TRUE",
            "It holds already, so that nothing would have to be done: %s".formatted(check));
      }
    }
  }

  /** Notes that a condition is met; with the last one the review is approved without conditions. */
  void meet(
      Condition condition, Review review, VersionCopy version, @Nullable Note reason, Cause cause) {
    conditions.meet(condition, version, reason, cause);
    if (review.allows(ReviewAct.MEET_CONDITIONS) && !conditions.anyOpen(review.id())) {
      review.step(ReviewAct.MEET_CONDITIONS, clock.now());
      reviews.tell(EventTypes.REVIEW_CONDITIONS_MET, review, version, cause, Told.NOTHING);
    }
  }
}
