package org.assay.review.hold;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.Part;
import org.assay.review.requirement.Duty;

/**
 * Says who may place a hold, and who may lift it. Placing only closes, so nothing but the role is
 * asked; lifting lets bytes pass again, so whoever closed them, and whoever had a part in them, is
 * not the one to do it.
 *
 * @param caller who asks
 */
record HoldGuard(Caller caller) {

  /** Returns why the caller may not place a hold, empty where the caller may. */
  Optional<Refusal> place() {
    return role("places");
  }

  /**
   * Returns why the caller may not lift a hold, empty where the caller may.
   *
   * @param parts the caller's parts in the version
   */
  Optional<Refusal> lift(Hold hold, Set<Part> parts, Instant now) {
    Optional<Refusal> person =
        role("lifts")
            .or(
                () ->
                    Duty.againstLifting(parts, hold.placedBy().equals(caller.subject()))
                        .map(HoldGuard::breach));
    if (person.isPresent()) {
      return person;
    }
    HoldState state = hold.state(now);
    return state == HoldState.STANDING
        ? Optional.empty()
        : Optional.of(
            Refusal.of(ReviewProblem.HOLD_ENDED, "The hold is %s already".formatted(state)));
  }

  private Optional<Refusal> role(String does) {
    boolean may =
        caller.has(Role.LEAD)
            || caller.has(Role.ETHICS_REVIEWER)
            || caller.has(Role.PERFORMANCE_REVIEWER);
    return may && !caller.machine()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(CommonProblem.FORBIDDEN, "A lead or a reviewer %s a hold".formatted(does)));
  }

  private static Refusal breach(Duty duty) {
    return new Refusal(
        ReviewProblem.SEPARATION_OF_DUTIES, duty.rule(), Map.of("rule", duty.name()));
  }
}
