package org.assay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

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

  /** Sends a file of the repository as CSV to where there is none yet, and tells it. */
  Answer upload(Sender sender, String path, Path file) {
    Request put =
        new Request(sender, "PUT", path, Map.of("Content-Type", "text/csv"), null)
            .with("If-None-Match", "*");
    Answer answer =
        gateway.send(new Request(sender, put.method(), path, put.headers(), content(file)));
    narrator.command(
        "%s \\%n     --data-binary @%s"
            .formatted(
                CurlCommand.of(gateway.address(), put), MortgageModel.root().relativize(file)));
    narrator.answer(answer);
    require(answer.ok(), "an answer", put, answer);
    return answer;
  }

  private static JsonNode content(Path file) {
    try {
      return JsonNodeFactory.instance.rawValueNode(new RawValue(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " cannot be read", e);
    }
  }

  /** Sends it without a word to the reader. */
  Answer quietly(Request request) {
    return gateway.send(request);
  }

  /** Sends it and tells every line of an answer in plain text. */
  Answer lines(Request request) {
    Request asText = request.with("Accept", "text/plain");
    Answer answer = gateway.send(asText);
    narrator.command(CurlCommand.of(gateway.address(), asText));
    answer.body().asText().lines().forEach(narrator::printed);
    require(answer.ok(), "an answer", asText, answer);
    return answer;
  }

  /** Returns the instant of now. */
  Instant now() {
    return clock.instant();
  }

  /** Repeats a read until it shows what is waited for, and tells the last one only. */
  Answer await(String what, Request request, Predicate<Answer> shown) {
    return await(what, () -> request, shown);
  }

  /**
   * Repeats an act, each time as another request, until what it needs has arrived and it is
   * granted; tells the last one only.
   */
  Answer repeat(String what, Supplier<Request> act) {
    return await(what, act, Answer::ok);
  }

  private Answer await(String what, Supplier<Request> requests, Predicate<Answer> shown) {
    Instant start = clock.instant();
    Request request = requests.get();
    Answer answer = gateway.send(request);
    while (!(answer.ok() && shown.test(answer))) {
      if (clock.instant().isAfter(start.plus(patience))) {
        throw new StoryFailed(
            "After %d s it was still not so that %s.%n%s"
                .formatted(patience.toSeconds(), what, told(request, answer)));
      }
      pause();
      request = requests.get();
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

  /** Insists on what the gate decided. */
  void requireDecision(String decision, Request question, Answer answer) {
    require(
        answer.text("/decision").equals(decision), "the decision " + decision, question, answer);
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
