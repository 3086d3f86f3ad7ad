package org.assay.verification.fault.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assay.local.PartFailed;
import org.assay.local.demo.Answer;
import org.assay.local.demo.GatewayClient;
import org.assay.local.demo.PasswordGrant;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.local.demo.StoryFailed;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.Pause;
import org.jspecify.annotations.Nullable;

/** Does what people do about parked events, and makes what a fault needs, through the gateway. */
final class Operator implements AutoCloseable {

  static final Sender OPERATOR = Sender.account("operator");
  static final Sender LEAD = Sender.account("lead");
  static final Sender ENGINEER = Sender.account("engineer");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final HttpClient http;
  private final GatewayClient gateway;

  Operator(Installation installation) {
    this(installation, installation.stack().gatewayUrl());
  }

  /** Through no gateway, for a copy of a service that stands beside. */
  Operator(Installation installation, String address) {
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    gateway =
        new GatewayClient(
            URI.create(address),
            http,
            new PasswordGrant(URI.create(installation.stack().issuer()), http, Clock.systemUTC()));
  }

  /** A parked record, as the API shows it. */
  record Parked(String topic, int partition, long offset, String key, long version, String reason) {

    /** Whether it waits for what is on its way; nothing ever has the version of the poison. */
    boolean waits() {
      return reason.equals("PREDECESSOR_MISSING") && version < PoisonKind.FAR;
    }
  }

  /** What a service has parked; all pages. */
  List<Parked> parked(String service) {
    List<Parked> parked = new ArrayList<>();
    String next = "/api/v1/operations/" + service + "/parked-events?limit=200";
    while (!next.isEmpty()) {
      JsonNode page = granted(Request.get(OPERATOR, next)).body();
      page.path("items")
          .forEach(
              item ->
                  parked.add(
                      new Parked(
                          item.path("topic").asText(),
                          item.path("partition").asInt(),
                          item.path("offset").asLong(),
                          item.path("partition_key").asText(""),
                          item.path("aggregate_version").asLong(),
                          item.path("reason").asText())));
      next = page.path("next").asText("");
    }
    return parked;
  }

  /**
   * Has all that waits for its predecessor tried again, until nothing waits; how many were applied.
   */
  int redriveAll(String service) {
    int applied = 0;
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<Parked> left = waiting(service);
    while (!left.isEmpty()) {
      for (Parked one : left.stream().map(Operator::ofItsKey).collect(Collectors.toSet())) {
        Request request =
            Request.post(
                OPERATOR,
                "/api/v1/operations/" + service + "/redrives",
                JSON.objectNode().put("topic", one.topic()).put("partition_key", one.key()));
        applied += granted(request).body().path("applied").asInt();
      }
      left = waiting(service);
      if (System.nanoTime() - end > 0 && !left.isEmpty()) {
        throw new PartFailed(
            "%s still has %d parked after its events were tried again, such as %s"
                .formatted(service, left.size(), left.getFirst()));
      }
    }
    return applied;
  }

  private List<Parked> waiting(String service) {
    return parked(service).stream().filter(Parked::waits).toList();
  }

  private static Parked ofItsKey(Parked parked) {
    return new Parked(parked.topic(), 0, 0, parked.key(), 0, "");
  }

  /** Gives up all that can never be applied; how many that were. */
  int discardAll(String service) {
    List<Parked> hopeless = parked(service).stream().filter(parked -> !parked.waits()).toList();
    hopeless.forEach(parked -> discard(service, parked));
    return hopeless.size();
  }

  /** Gives up a parked record. */
  void discard(String service, Parked parked) {
    granted(
        Request.post(
            OPERATOR,
            "/api/v1/operations/" + service + "/discards",
            JSON.objectNode()
                .put("topic", parked.topic())
                .put("partition", parked.partition())
                .put("offset", parked.offset())));
  }

  /**
   * Sends a request, again while a part is away, until it is granted.
   *
   * @throws PartFailed if it is refused, or not granted in time
   */
  Answer granted(Request request) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Answer answer = attempt(request);
      if (answer != null && answer.ok()) {
        return answer;
      }
      boolean passing =
          answer == null
              || answer.status() >= 500
              || answer.status() == 429
              || answer.status() == 409;
      if (!passing || System.nanoTime() - end > 0) {
        throw new PartFailed(
            "%s %s was answered %s"
                .formatted(
                    request.method(),
                    request.path(),
                    Objects.requireNonNullElse(
                        answer == null ? null : answer.body(), "not at all")));
      }
      Pause.of(Duration.ofMillis(100));
    }
  }

  /** Sends a request once; empty if there is no answer. */
  Optional<Answer> asked(Request request) {
    return Optional.ofNullable(attempt(request));
  }

  private @Nullable Answer attempt(Request request) {
    try {
      return gateway.send(request);
    } catch (StoryFailed _) {
      return null;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
