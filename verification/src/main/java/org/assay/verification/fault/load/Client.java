package org.assay.verification.fault.load;

import java.time.Duration;
import org.assay.local.demo.Answer;
import org.assay.local.demo.GatewayClient;
import org.assay.local.demo.Request;
import org.assay.local.demo.StoryFailed;
import org.assay.verification.fault.Pause;
import org.assay.verification.fault.history.Outcome;
import org.assay.verification.fault.history.Resolution;
import org.jspecify.annotations.Nullable;

/**
 * A careful client of the gateway: what has no definite answer it repeats, with the same key, until
 * it has one or its patience ends.
 */
final class Client {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final GatewayClient gateway;
  private final Duration patience;

  Client(GatewayClient gateway, Duration patience) {
    this.gateway = gateway;
    this.patience = patience;
  }

  /** Sends it once. */
  Reply once(Request request) {
    Attempt attempt = attempt(request);
    return new Reply(attempt.answer(), attempt.outcome(), 1, Resolution.NONE);
  }

  /** Sends it until its outcome is known. */
  Reply untilKnown(Request request) {
    long end = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    for (int attempts = 1; ; attempts++) {
      Attempt attempt = attempt(request);
      if (!(attempt.outcome() instanceof Outcome.Unknown)) {
        return new Reply(
            attempt.answer(),
            attempt.outcome(),
            attempts,
            attempts == 1 ? Resolution.NONE : resolution(attempt.outcome()));
      }
      if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
        return new Reply(attempt.answer(), attempt.outcome(), attempts, Resolution.NEVER);
      }
      Pause.of(pause);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  private static Resolution resolution(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Ok(int _, boolean replayed) ->
          replayed ? Resolution.HAD_HAPPENED : Resolution.DONE_BY_REPEAT;
      case Outcome.Fail _ -> Resolution.REFUSED;
      case Outcome.Unknown _ -> Resolution.NEVER;
    };
  }

  private Attempt attempt(Request request) {
    try {
      Answer answer = gateway.send(request);
      return new Attempt(answer, outcome(answer));
    } catch (StoryFailed e) {
      Throwable cause = e.getCause();
      return new Attempt(
          null,
          new Outcome.Unknown(cause == null ? "no answer" : cause.getClass().getSimpleName()));
    }
  }

  private static Outcome outcome(Answer answer) {
    String code = answer.text("/code");
    if (answer.ok()) {
      return new Outcome.Ok(answer.status(), answer.header("Idempotency-Replayed").equals("true"));
    }
    boolean open =
        answer.status() >= 500
            || answer.status() == 429
            || code.equals("IDEMPOTENCY_KEY_IN_USE"); // the first request still runs
    return open
        ? new Outcome.Unknown(answer.status() + " " + code)
        : new Outcome.Fail(answer.status(), code);
  }

  private record Attempt(@Nullable Answer answer, Outcome outcome) {}
}
