package org.assay.review.override;

import java.time.Instant;
import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;

/**
 * Says who may withdraw an override. That only closes, so one lead or reviewer does it alone.
 *
 * @param caller who asks
 */
record OverrideGuard(Caller caller) {

  /** Returns why the caller may not withdraw an override, empty where the caller may. */
  Optional<Refusal> withdraw(RequirementOverride granted, Instant now) {
    boolean may =
        caller.has(Role.LEAD)
            || caller.has(Role.ETHICS_REVIEWER)
            || caller.has(Role.PERFORMANCE_REVIEWER);
    if (!may || caller.machine()) {
      return Optional.of(
          Refusal.of(CommonProblem.FORBIDDEN, "A lead or a reviewer withdraws an override"));
    }
    OverrideState state = granted.state(now);
    return state == OverrideState.GRANTED
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                ReviewProblem.OVERRIDE_ENDED, "The override is %s already".formatted(state)));
  }

  /** Returns the act as {@code actions[]} shows it. */
  ActionView action(RequirementOverride granted, Instant now) {
    return Refusal.action("withdraw", withdraw(granted, now));
  }
}
