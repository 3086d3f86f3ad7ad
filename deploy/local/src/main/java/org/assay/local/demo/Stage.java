package org.assay.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;

/**
 * Where a story plays: sends its requests, tells each to the reader, and insists on the expected
 * answer.
 */
final class Stage {

  private static final Duration POLL = Duration.ofMillis(25);

  private final GatewayClient gateway;
  private final Narrator narrator;
  private final InstantSource clock;
  private final Duration patience;

  Stage(GatewayClient gateway, Narrator narrator, InstantSource clock, Duration patience) {
    this.gateway = gateway;
    this.narrator = narrator;
    this.clock = clock;
    this.patience = patience;
  }

  Narrator narrator() {
    return narrator;
  }

  /** Sends and tells it; the answer has the expected status. */
  Answer expect(int status, Request request) {
    Answer answer = gateway.send(request);
    narrator.exchange(gateway.address(), request, answer);
    require(answer.status() == status, "status " + status, request, answer);
    return answer;
  }

  /** Sends it without a word to the reader. */
  Answer quietly(Request request) {
    return gateway.send(request);
  }

  /** Repeats a read until it shows what is waited for, and tells the last one only. */
  Answer await(String what, Request request, Predicate<Answer> shown) {
    Instant start = clock.instant();
    Answer answer = gateway.send(request);
    while (!(answer.ok() && shown.test(answer))) {
      if (clock.instant().isAfter(start.plus(patience))) {
        throw new StoryFailed(
            "After %d s it was still not so that %s.%n%s"
                .formatted(patience.toSeconds(), what, told(request, answer)));
      }
      pause();
      answer = gateway.send(request);
    }
    narrator.waited(what, Duration.between(start, clock.instant()));
    narrator.exchange(gateway.address(), request, answer);
    return answer;
  }

  /** Insists on something in an answer. */
  void require(boolean met, String expected, Request request, Answer answer) {
    if (!met) {
      throw new StoryFailed("Expected " + expected + ".\n" + told(request, answer));
    }
  }

  private String told(Request request, Answer answer) {
    return CurlCommand.of(gateway.address(), request)
        + "\nanswered "
        + answer.status()
        + " "
        + answer.body();
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryFailed("interrupted", e);
    }
  }
}
