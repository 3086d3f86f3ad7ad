package org.assay.review;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.inbox.InboxMetrics;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestEvents.Draft;
import org.assay.kit.testing.TestKafka;
import org.assay.kit.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator can do with events that could not be applied. */
@QuarkusTest
class ParkedEventIT extends ReviewTestCase {

  @Inject MeterRegistry metrics;

  private static final String OPERATIONS = "/api/v1/operations/review-service";
  private static final UUID FRESH = UUID.randomUUID();

  /** A submitted version whose registration could not be read, and where that was parked. */
  private record Spoilt(Subject subject, Draft registered, int partition, long offset) {}

  @Test
  void appliesInOrderWhatWaitedBehindAMendedEvent() {
    Spoilt spoilt = spoilt();
    Subject subject = spoilt.subject();
    assertThat(reasons(subject)).containsExactly("UNREADABLE_DATA", "PREDECESSOR_MISSING");
    expectFacts(subject, "ERROR");
    redrive(subject).body("applied", is(0)).body("parked", is(2));

    discard("operator", spoilt.partition(), spoilt.offset()).statusCode(204);
    expectFacts(subject, "ERROR");
    tell(REGISTRY, List.of(spoilt.registered()));
    await().untilAsserted(() -> redrive(subject).body("parked", is(0)));

    assertThat(reasons(subject)).isEmpty();
    expectFacts(subject, "SATISFIED");
    get("auditor", REVIEWS + "?model={m}", subject.model()).body("items.size()", is(2));
    redrive(subject).body("applied", is(0)).body("parked", is(0));
    get("auditor", REVIEWS + "?model={m}", subject.model()).body("items.size()", is(2));
  }

  /** A version of a project that is not known here, submitted. */
  private static Subject early(String key, UUID projectId) {
    Subject subject =
        new Subject(
            projectId,
            UUID.randomUUID(),
            key + ".denial",
            1,
            Subject.freshDigest(),
            List.of("engineer"),
            "engineer");
    tell(
        REGISTRY,
        List.of(
            subject.modelCreated(),
            subject.drafted(),
            subject.registered(),
            subject.submitted("engineer")));
    return subject;
  }

  private double waits() {
    Counter waits = metrics.find(InboxMetrics.WAITS).tag("topic", REGISTRY).counter();
    return waits == null ? 0 : waits.count();
  }

  @Test
  void waitsForAProjectThatIsAMomentLate() {
    String key = freshKey();
    UUID projectId = UUID.randomUUID();
    double before = waits();
    Subject subject = early(key, projectId);
    await().until(() -> waits() - before > 1);

    project(key, projectId);

    fresh();
    await()
        .untilAsserted(
            () ->
                get("auditor", REVIEWS + "?model={m}", subject.model())
                    .body("items.size()", is(2)));
    assertThat(reasons(subject)).isEmpty();
  }

  @Test
  void opensTheRoundByItselfOnceItIsKnownWhichPoliciesHoldForTheProject() {
    String key = freshKey();
    UUID projectId = UUID.randomUUID();
    Subject subject = early(key, projectId);
    await().until(() -> reasons(subject).size() == 1);
    assertThat(reasons(subject)).containsExactly("WAITS_FOR_OTHERS");
    get("auditor", REVIEWS + "?model={m}", subject.model()).body("items.size()", is(0));
    // Whatever is told of other models goes on meanwhile.
    submitted();
    assertThat(reasons(subject)).containsExactly("WAITS_FOR_OTHERS");

    project(key, projectId);

    await().untilAsserted(() -> assertThat(reasons(subject)).isEmpty());
    get("auditor", REVIEWS + "?model={m}", subject.model()).body("items.size()", is(2));
  }

  @Test
  void repeatsTheAnswerToARepeatedRequest() {
    Spoilt spoilt = spoilt();
    String key = UUID.randomUUID().toString();
    Map<String, Object> place = place(spoilt.partition(), spoilt.offset());

    for (int i = 0; i < 2; i++) {
      given()
          .header("Authorization", "Bearer " + Tokens.of("admin"))
          .header("Idempotency-Key", key)
          .contentType("application/json")
          .body(place)
          .post(OPERATIONS + "/discards")
          .then()
          .statusCode(204);
    }
    discard("admin", spoilt.partition(), spoilt.offset())
        .statusCode(404)
        .body("code", is("NOT_FOUND"));
  }

  @Test
  void listsInPages() {
    spoilt();
    List<Object> whole = items(OPERATIONS + "/parked-events?limit=200").getList("items.event_id");
    List<Object> single = new ArrayList<>();
    String next = OPERATIONS + "/parked-events?limit=1";
    while (next != null) {
      var page = items(next);
      single.addAll(page.getList("items.event_id"));
      next = page.getString("next");
    }

    assertThat(single).hasSizeGreaterThanOrEqualTo(2).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "engineer",
        "service-account-ci",
        "ethics-reviewer",
        "performance-reviewer",
        "lead",
        "auditor"
      })
  void isForThoseWhoRunTheServiceOnly(String account) {
    get(account, OPERATIONS + "/parked-events").statusCode(403);
    post(account, OPERATIONS + "/redrives", Map.of("topic", REGISTRY, "partition_key", FRESH))
        .statusCode(403);
    discard(account, 0, 0).statusCode(403);
  }

  @Test
  void refusesATopicThatItDoesNotRead() {
    post(
            "operator",
            OPERATIONS + "/redrives",
            Map.of("topic", "assay.review", "partition_key", FRESH))
        .statusCode(422)
        .body("errors.pointer", hasItem("/topic"))
        .body("detail", containsString("assay.project and assay.registry"));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, /partition", "0, -1, /offset"})
  void refusesAPlaceThatCannotBe(int partition, long offset, String pointer) {
    discard("operator", partition, offset)
        .statusCode(422)
        .body("errors.pointer", contains(pointer));
  }

  @Test
  void refusesABodyWithoutItsMembers() {
    post("operator", OPERATIONS + "/discards", Map.of())
        .statusCode(422)
        .body("errors.size()", is(3));
    post("operator", OPERATIONS + "/redrives", Map.of())
        .statusCode(422)
        .body("errors.size()", is(2));
    get("operator", OPERATIONS + "/parked-events?cursor=x")
        .statusCode(400)
        .body("code", is("CURSOR_INVALID"));
  }

  /** Tells a version's story with its registration spoilt; waits until the rest is parked. */
  private static Spoilt spoilt() {
    String key = freshKey();
    Subject subject =
        new Subject(
            project(key),
            UUID.randomUUID(),
            key + ".denial",
            1,
            Subject.freshDigest(),
            List.of("engineer"),
            "engineer");
    tell(REGISTRY, List.of(subject.modelCreated(), subject.drafted()));
    Draft registered = subject.registered();
    int partition;
    long offset;
    try (TestEvents broker = new TestEvents(TestKafka.bootstrapServers())) {
      Draft bad =
          TestEvents.event(EventTypes.VERSION_REGISTERED)
              .of(subject.versionId(), 2)
              .key(subject.modelId())
              .data(Map.of("version_id", "none"));
      var told = broker.send(REGISTRY, bad);
      partition = told.partition();
      offset = told.offset();
      broker.send(REGISTRY, subject.submitted("engineer"));
    }
    fresh();
    await().until(() -> reasons(subject).size() == 2);
    return new Spoilt(subject, registered, partition, offset);
  }

  private static List<String> reasons(Subject subject) {
    return items(OPERATIONS + "/parked-events?limit=200")
        .getList(
            "items.findAll { it.partition_key == '%s' }.reason".formatted(subject.modelId()),
            String.class);
  }

  private static JsonPath items(String path) {
    return get("operator", path).statusCode(200).extract().jsonPath();
  }

  private static void expectFacts(Subject subject, String state) {
    get("engineer", subject.path() + "/requirements")
        .body("requirements.find { it.key == 'facts-readable' }.state", is(state));
  }

  private static ValidatableResponse redrive(Subject subject) {
    return post(
            "operator",
            OPERATIONS + "/redrives",
            Map.of("topic", REGISTRY, "partition_key", subject.modelId()))
        .statusCode(200);
  }

  private static ValidatableResponse discard(String account, int partition, long offset) {
    return post(account, OPERATIONS + "/discards", place(partition, offset));
  }

  private static Map<String, Object> place(int partition, long offset) {
    return Map.of("topic", REGISTRY, "partition", partition, "offset", offset);
  }
}
