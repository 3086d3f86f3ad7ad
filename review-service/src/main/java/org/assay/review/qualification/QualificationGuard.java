package org.assay.review.qualification;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;

/**
 * Says who may grant a qualification, and who may end one.
 *
 * @param caller who asks
 */
public record QualificationGuard(Caller caller) {

  /**
   * Returns why the caller is neither of the two who grant one, empty where the caller may be.
   *
   * @param subject whose it is to be
   */
  public Optional<Refusal> grant(String subject) {
    if (!isAdmin()) {
      return forbidden("An administrator proposes a qualification, and another one approves it");
    }
    return caller.is(subject)
        ? Optional.of(
            new Refusal(
                ReviewProblem.SEPARATION_OF_DUTIES,
                "Nobody grants a qualification to oneself",
                Map.of("rule", "OWN_QUALIFICATION")))
        : Optional.empty();
  }

  /** Returns why the caller may not end one, empty where the caller may. */
  Optional<Refusal> withdraw(Qualification qualification, Instant now) {
    if (!isAdmin()) {
      return forbidden("An administrator ends a qualification");
    }
    return switch (qualification.state(now)) {
      case UPCOMING, VALID -> Optional.empty();
      case EXPIRED, WITHDRAWN ->
          Optional.of(
              Refusal.of(
                  ReviewProblem.QUALIFICATION_ENDED,
                  "The qualification is %s already".formatted(qualification.state(now))));
    };
  }

  private boolean isAdmin() {
    return caller.has(Role.ADMIN) && !caller.machine();
  }

  private static Optional<Refusal> forbidden(String rule) {
    return Optional.of(Refusal.of(CommonProblem.FORBIDDEN, rule));
  }
}
