package org.assay.gateway.route;

import java.util.concurrent.CompletionException;
import org.assay.contracts.problem.CommonProblem;
import org.assay.gateway.problem.Refusal;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** Says what a caller is told when a service gave no answer. */
final class Failures {

  private static final Logger LOG = Logger.getLogger(Failures.class);

  private Failures() {}

  static Refusal explain(Throwable thrown, Backend backend, Route route) {
    Throwable failure =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return switch (failure) {
      case CircuitBreakerOpenException _ -> away(backend);
      case NotForwarded known -> explain(known, backend, route);
      default -> {
        LOG.errorf(failure, "Forwarding failed unexpectedly to %s", backend.name().text());
        yield Refusal.of(
            CommonProblem.INTERNAL_ERROR, "The gateway could not pass the request on.");
      }
    };
  }

  private static Refusal explain(NotForwarded failure, Backend backend, Route route) {
    return switch (failure.reason()) {
      case CALLER_GONE -> away(backend); // nobody reads it
      case AWAY -> {
        LOG.warnf("A service does not answer: %s", backend.name().text());
        yield away(backend);
      }
      case TOO_SLOW -> {
        LOG.warnf("A service was silent for too long: %s", backend.name().text());
        yield tooSlow(backend, route);
      }
      case BODY_TOO_LARGE -> tooLarge(route);
    };
  }

  static Refusal tooLarge(Route route) {
    return Refusal.of(
        CommonProblem.PAYLOAD_TOO_LARGE,
        "A body of at most %d bytes is accepted here.".formatted(route.bodyLimit()));
  }

  private static Refusal away(Backend backend) {
    return Refusal.of(
            CommonProblem.SERVICE_UNAVAILABLE,
            backend.name().text() + " does not answer at the moment.")
        .withHelp(
            "Send the request again after the time of Retry-After; a POST with the same"
                + " Idempotency-Key takes effect once.")
        .retryAfter(backend.openFor());
  }

  private static Refusal tooSlow(Backend backend, Route route) {
    return Refusal.of(
            CommonProblem.GATEWAY_TIMEOUT,
            "%s gave no answer within %d ms; whether the request took effect is not known."
                .formatted(backend.name().text(), route.answerTimeout().toMillis()))
        .withHelp("Repeat it with the same Idempotency-Key, or read the thing, to find out.");
  }
}
