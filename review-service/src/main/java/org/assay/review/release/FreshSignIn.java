package org.assay.review.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.SignIn;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.policy.SignInLevels;
import org.assay.review.policy.StepUp;
import org.jspecify.annotations.Nullable;

/**
 * Asks of whoever releases to have signed in lately and strongly enough, as the policy says for the
 * tier; by the verified token alone. The challenge is that of RFC 9470.
 */
@ApplicationScoped
class FreshSignIn {

  /** How far the provider's clock may be ahead of the database's. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final String MAX_AGE = "max_age";
  private static final String ACR_VALUES = "acr_values";

  private final SignInLevels levels;

  FreshSignIn(SignInLevels levels) {
    this.levels = levels;
  }

  /**
   * Returns why the caller has to sign in anew, empty where that is not asked for.
   *
   * @param asked what the policy asks for, absent where it takes any sign-in
   * @param now by the database's clock
   */
  Optional<Refusal> against(@Nullable StepUp asked, Caller caller, Instant now) {
    if (asked == null || (!caller.machine() && meets(asked, caller.signIn(), now))) {
      return Optional.empty();
    }
    List<String> accepted = accepted(asked);
    return Optional.of(
        new Refusal(
            ReviewProblem.STEP_UP_REQUIRED,
            "Releasing a version of this tier takes a sign-in of the last %d seconds, at one of the"
                    .formatted(asked.maxAge().toSeconds())
                + " levels %s; yours %s".formatted(accepted, told(caller.signIn())),
            Map.of(MAX_AGE, asked.maxAge().toSeconds(), ACR_VALUES, accepted)));
  }

  /** Returns the exception that answers a request so, with the challenge of RFC 9470 section 3. */
  static ProblemException challenge(Refusal refusal) {
    ProblemException exception = refusal.exception();
    if (refusal.type() != ReviewProblem.STEP_UP_REQUIRED) {
      return exception;
    }
    List<?> accepted = (List<?>) refusal.extensions().getOrDefault(ACR_VALUES, List.of());
    return exception
        .header(
            "WWW-Authenticate",
            "Bearer realm=\"assay\", error=\"insufficient_user_authentication\","
                + " error_description=\"A more recent or stronger sign-in is needed\","
                + " acr_values=\"%s\", max_age=\"%s\""
                    .formatted(
                        String.join(" ", accepted.stream().map(Object::toString).toList()),
                        refusal.extensions().get(MAX_AGE)))
        .help(
            "Sign in anew at the identity provider with prompt=login or this max_age, and repeat the"
                + " request with the new token");
  }

  private boolean meets(StepUp asked, SignIn signIn, Instant now) {
    Instant at = signIn.at();
    String level = signIn.level();
    return at != null
        && !at.isAfter(now.plus(SKEW))
        && !at.plus(asked.maxAge()).isBefore(now)
        && level != null
        && levels.levels().indexOf(level) >= asked.level();
  }

  private List<String> accepted(StepUp asked) {
    List<String> known = levels.levels();
    return known.subList(Math.min(asked.level(), known.size()), known.size());
  }

  private static String told(SignIn signIn) {
    return signIn.at() == null
        ? "does not tell when it was"
        : "was at %s, at level %s".formatted(signIn.at(), signIn.level());
  }
}
