package org.assay.review.round;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.condition.Condition;

/**
 * Says who may do what to a condition now: an assignee of the review confirms that it is met; a
 * lead proposes to extend it, once, and an assignee agrees.
 *
 * @param condition the condition
 * @param review who may do what to its review
 * @param now the database's time
 */
record ConditionGuard(Condition condition, ReviewGuard review, Instant now) {

  /** Returns all acts on the condition and whether the caller may do them now. */
  List<ActionView> actions() {
    return List.of(
        Refusal.action("confirm", confirm()),
        Refusal.action("extend", extend()),
        Refusal.action("agree", agree()));
  }

  /** An assignee who does not own it confirms. */
  Optional<Refusal> confirm() {
    return review
        .assignee()
        .or(
            () ->
                review.caller().is(condition.owner())
                    ? Optional.of(
                        new Refusal(
                            ReviewProblem.SEPARATION_OF_DUTIES,
                            "Whoever owns a condition does not confirm that it is met",
                            Map.of("rule", "CONDITION_OWNER")))
                    : Optional.empty())
        .or(this::open)
        .or(this::checked);
  }

  private Optional<Refusal> checked() {
    return condition.check() == null
        ? Optional.empty()
        : Optional.of(
            refusal(
                "Its check decides that the condition is met: %s".formatted(condition.check())));
  }

  /** A lead without a part in the version proposes a later instant. */
  Optional<Refusal> extend() {
    Caller caller = review.caller();
    if (!caller.has(Role.LEAD) || caller.machine()) {
      return Optional.of(
          Refusal.of(CommonProblem.FORBIDDEN, "A lead proposes to extend a condition"));
    }
    return review.involved().or(this::open).or(this::extendedBefore);
  }

  /** An assignee other than the lead agrees. */
  Optional<Refusal> agree() {
    Optional<Refusal> person = review.assignee().or(this::open);
    if (person.isPresent()) {
      return person;
    }
    if (condition.proposedDueAt() == null) {
      return Optional.of(refusal("Nobody proposed to extend the condition"));
    }
    return review.caller().is(condition.proposedBy())
        ? Optional.of(
            new Refusal(
                ReviewProblem.TWO_PEOPLE_NEEDED,
                "You proposed it; the second person is another one",
                Map.of("missing", "reviewer")))
        : Optional.empty();
  }

  private Optional<Refusal> open() {
    return condition.isOpen(now)
        ? Optional.empty()
        : Optional.of(
            refusal(
                "The condition is %s and was due at %s"
                    .formatted(condition.state(), condition.dueAt())));
  }

  private Optional<Refusal> extendedBefore() {
    return condition.extendedFrom() == null
        ? Optional.empty()
        : Optional.of(refusal("The condition was extended before, which is done once"));
  }

  private static Refusal refusal(String detail) {
    return Refusal.of(ReviewProblem.CONDITION_STATE_REFUSES, detail);
  }
}
