package org.assay.review.evidence.window;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.CanonicalJson;
import org.assay.kit.problem.ProblemException;
import org.assay.review.evidence.evaluation.Salt;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a version where it ran, for a time, whole.
 *
 * @param environment where
 * @param from the first instant of it
 * @param until the first instant after it
 * @param pseudoCount what is added to each bin, if the window says so
 * @param features the features, by name
 * @param live how right the predictions turned out to be
 * @param source what Assay counted it from; absent where somebody says what was counted
 * @param salt random, so that nobody finds few people by trying which counts have the digest
 */
public record Window(
    String environment,
    Instant from,
    Instant until,
    @Nullable Double pseudoCount,
    List<WatchedFeature> features,
    @Nullable LiveCounts live,
    @Nullable WindowSource source,
    @Nullable String salt) {

  private static final String USUAL_ENVIRONMENT = "production";

  /** Copies the list. */
  public Window {
    features = List.copyOf(features);
  }

  /**
   * Returns what a command says.
   *
   * @throws ProblemException 422 naming each member that does not fit to the others
   */
  public static Window of(AddWindow command) {
    ProblemException.refuseAny(new WindowFaults(command).all());
    return new Window(
        Objects.requireNonNullElse(command.environment(), USUAL_ENVIRONMENT),
        // As the database keeps instants.
        command.from().truncatedTo(ChronoUnit.MICROS),
        command.until().truncatedTo(ChronoUnit.MICROS),
        command.pseudoCount(),
        Objects.requireNonNullElse(command.features(), List.<WatchedFeature>of()).stream()
            .sorted(Comparator.comparing(WatchedFeature::name))
            .toList(),
        command.live(),
        null,
        Salt.fresh());
  }

  /** Returns it with the features that were counted from files. */
  Window counted(List<WatchedFeature> found, WindowSource from) {
    return new Window(environment, this.from, until, pseudoCount, found, live, from, salt);
  }

  /** Returns what two windows that are asked for alike have in common. */
  Window unsalted() {
    return new Window(environment, from, until, pseudoCount, features, live, source, null);
  }

  /** Returns it without any counts. */
  Window uncounted() {
    return new Window(environment, from, until, pseudoCount, List.of(), null, source, salt);
  }

  /** Returns what people call it where nobody says. */
  public String title() {
    return "Monitoring of %s from %s until %s".formatted(environment, from, until);
  }

  /** Says whether Assay counted the reference itself, of predictions that it evaluated. */
  boolean held() {
    return source != null && source.evidence() != null;
  }

  /** Says whether it is of the same place as another one, and of a part of its time. */
  boolean overlaps(Window other) {
    return environment.equals(other.environment)
        && from.isBefore(other.until)
        && other.from.isBefore(until);
  }

  /** Says whether it is of the same place and time as another one. */
  boolean covers(MonitoringWindow other) {
    return environment.equals(other.environment())
        && from.equals(other.from())
        && until.equals(other.until());
  }

  /** Returns the window as canonical JSON (RFC 8785). */
  String content() {
    return new String(CanonicalJson.bytes(this), StandardCharsets.UTF_8);
  }

  /** Returns the SHA-256 of its canonical JSON. */
  public String digest() {
    return Digest.ofContent(content().getBytes(StandardCharsets.UTF_8)).value();
  }

  /** Reads a window that was kept. */
  static Window read(String content) {
    try {
      return EventJson.mapper().readValue(content, Window.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A window cannot be read", e);
    }
  }
}
