package org.assay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assay.kit.event.EventLog;
import org.assay.kit.testing.Tokens;
import org.assay.review.evidence.EvidenceSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Evidence never changes, and an approval counts on the evidence that it was given on. */
@QuarkusTest
class EvidenceIT extends ReviewTestCase {

  private static final int RACES = Races.TIMES;

  @Inject EventLog log;

  private List<String> history(String id) {
    return log.history(UUID.fromString(id), 0, 100).stream()
        .map(event -> event.type().replaceAll("org.assay.review.|.v1", ""))
        .toList();
  }

  private static Map<String, Object> document() {
    return Map.of("kind", "DOCUMENT", "title", "Data sheet", "digest", Subject.freshDigest());
  }

  private static Map<String, Object> superseding(String id) {
    Map<String, Object> body = new HashMap<>(document());
    body.put("supersedes", id);
    return body;
  }

  private static ValidatableResponse add(String account, Subject subject, Object body) {
    return post(account, subject.path() + "/evidence", body);
  }

  private static String added(Subject subject) {
    return added(subject, document());
  }

  private static String added(Subject subject, Object body) {
    return add("engineer", subject, body).statusCode(201).extract().jsonPath().getString("id");
  }

  private static JsonPath round(Subject subject) {
    String id = read("auditor", subject.path() + "/requirements").getString("assessment_id");
    return read("auditor", "/api/v1/assessments/" + id);
  }

  @Test
  void keepsEvidenceAsRecords() {
    Subject subject = registered();
    Map<String, Object> body = document();

    String location =
        add("engineer", subject, body)
            .statusCode(201)
            .body("title", is("Data sheet"))
            .body("digest", is(body.get("digest")))
            .body("origin", is("CLAIMED"))
            .body("created_by.account", is("engineer"))
            .body("superseded_by", nullValue())
            .body("revision", is(1))
            .extract()
            .header("Location");
    String id = location.substring(location.lastIndexOf('/') + 1);

    get("auditor", "/api/v1/evidence/" + id)
        .statusCode(200)
        .body("version_id", is(subject.versionId().toString()));
    add("service-account-ci", subject, document()).statusCode(201);
    add("lead", subject, document()).statusCode(201);
    get("engineer-2", subject.path() + "/evidence?limit=2")
        .statusCode(200)
        .body("items", hasSize(2))
        .body("next", notNullValue());
    assertThat(history(id)).containsExactly("evidence.added");
    assertThat(log.history(UUID.fromString(id), 0, 1).getFirst().data().toString())
        .doesNotContain("Data sheet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"engineer-2", "ethics-reviewer", "auditor", "admin", "operator"})
  void takesEvidenceFromContributorsOnly(String account) {
    add(account, registered(), document()).statusCode(403).body("code", is("FORBIDDEN"));
  }

  /** Invariant 5: evidence never changes; a correction drops the approvals of before. */
  @Test
  void correctsByARecordThatSupersedesOnce() {
    Subject subject = registered();
    String first = added(subject);
    String second = added(subject, superseding(first));

    get("engineer", "/api/v1/evidence/" + first)
        .body("superseded_by", is(second))
        .body("revision", is(2))
        .body("actions.find { it.name == 'supersede' }.allowed", is(false));
    get("engineer", subject.path() + "/evidence?current=true").body("items.id", contains(second));
    get("engineer", subject.path() + "/evidence").body("items.id", contains(second, first));
    assertThat(history(first)).containsExactly("evidence.added", "evidence.superseded");
    add("engineer", subject, superseding(first))
        .statusCode(409)
        .body("code", is("EVIDENCE_REFUSED"));
    add("engineer", registered(), superseding(second))
        .statusCode(422)
        .body("errors.pointer", contains("/supersedes"))
        .body("errors.code", contains("UNKNOWN_EVIDENCE"));
  }

  @Test
  void bindsReviewsToTheSetTheyWereOpenedOn() {
    Subject subject = registered();
    String digest = Subject.freshDigest();
    String id = added(subject, Map.of("kind", "DOCUMENT", "title", "Data sheet", "digest", digest));
    submit(subject);

    String set =
        new EvidenceSet(List.of(new EvidenceSet.Entry(UUID.fromString(id), digest))).digest();
    get("auditor", REVIEWS + "/" + review(subject, "ETHICS"))
        .body("bound_to.evidence_digest", is(set));
    assertThat(round(subject).getString("evidence_digest")).isEqualTo(set);
  }

  /** Invariant 4: an approval counts for exactly what it was given for. */
  @Test
  void dropsApprovalsOfAnOpenRoundAndLetsThemBeGivenAnew() {
    Subject subject = submitted();
    approve("ethics-reviewer", subject, "ETHICS");
    String ethics = review(subject, "ETHICS");
    String performance = review(subject, "PERFORMANCE");
    claim("performance-reviewer", performance);
    long seen = revision(performance);

    added(subject);

    get("auditor", REVIEWS + "/" + ethics)
        .body("state", is("IN_PROGRESS"))
        .body("decisions", hasSize(1));
    JsonPath shown = read("auditor", REVIEWS + "/" + ethics);
    assertThat(shown.getString("decisions[0].bound_to.evidence_digest"))
        .isEqualTo(EvidenceSet.EMPTY)
        .isNotEqualTo(shown.getString("bound_to.evidence_digest"));
    get("engineer", subject.path() + "/requirements").body(state("ethics-approved"), is("PENDING"));
    post(
            "performance-reviewer",
            REVIEWS + "/" + performance + "/decisions",
            seen,
            Map.of("decision", "APPROVED", "reason", "Seen before"))
        .statusCode(412);
    post(
            "performance-reviewer",
            REVIEWS + "/" + performance + "/decisions",
            revision(performance),
            Map.of("decision", "APPROVED", "reason", "Seen", "evidence_digest", EvidenceSet.EMPTY))
        .statusCode(409)
        .body("code", is("DIGEST_MISMATCH"));
    decide("performance-reviewer", performance, "APPROVED").statusCode(201);
    assertThat(round(subject).getString("state")).isEqualTo("OPEN");
    decide("ethics-reviewer", ethics, "APPROVED").statusCode(201).body("state", is("APPROVED"));
    assertThat(round(subject).getString("state")).isEqualTo("PASSED");
    assertThat(history(ethics))
        .endsWith(
            "review.approved", "review.rebound", "review.approval-recorded", "review.approved");
  }

  @Test
  void losesAPassedRoundAndOpensTheNextOne() {
    Subject subject = passed();
    String ethics = review(subject, "ETHICS");
    String first = round(subject).getString("id");

    String id = added(subject);

    get("auditor", "/api/v1/assessments/" + first)
        .body("state", is("LOST"))
        .body("cause", is("EVIDENCE_CHANGED"));
    get("auditor", REVIEWS + "/" + ethics).body("state", is("VOIDED"));
    assertThat(history(first))
        .containsExactly("assessment.opened", "assessment.passed", "assessment.lost");
    assertThat(round(subject).getInt("round")).isEqualTo(2);
    assertThat(round(subject).getString("state")).isEqualTo("OPEN");
    assertThat(log.history(UUID.fromString(first), 0, 10).getLast())
        .satisfies(
            lost -> {
              assertThat(lost.actor()).isEqualTo("system:review-service");
              assertThat(lost.onBehalfOf()).isEqualTo(Tokens.subject("engineer"));
              assertThat(lost.causedBy())
                  .isEqualTo(log.history(UUID.fromString(id), 0, 1).getFirst().id());
            });
    get("auditor", REVIEWS + "/" + review(subject, "ETHICS"))
        .body("round", is(2))
        .body("requested_by.account", is("engineer"));
  }

  /** Invariant 5: evidence never changes; a correction drops the approvals of before. */
  @Test
  void takesAReleaseBackUntilANewRoundIsReleased() {
    Subject subject = released();
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    added(subject);

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("ethics-approved"), is("STALE"))
        .body(state("released"), is("STALE"));
    get("lead", subject.path() + "/releases").body("items.stands", everyItem(is(false)));
    release("lead", subject, "production").statusCode(409);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    gate("engineer", subject.digest(), "production").body("decision", is("DENY"));
    release("lead", subject, "production").statusCode(201).body("outcome", is("RELEASED"));
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void leavesAFailedRoundAndLetsItBeRepeatedOnOtherEvidence() {
    Subject subject = submitted();
    approve("performance-reviewer", subject, "PERFORMANCE");
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review);
    decide("ethics-reviewer", review, "REJECTED").statusCode(201);
    added(subject);
    assertThat(round(subject).getString("state")).isEqualTo("FAILED");

    submit(subject);

    assertThat(round(subject).getInt("round")).isEqualTo(2);
    assertThat(round(subject).getString("state")).isEqualTo("OPEN");
  }

  @Test
  void deniesOnceEvidenceIsNoLongerValid() {
    Subject subject = registered();
    String id = added(subject);
    submit(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    OwnerSql.execute(
        "update evidence set valid_until = clock_timestamp() - interval '1 second' where id = ?",
        UUID.fromString(id));

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("ethics-approved"), is("STALE"));
  }

  @Test
  void waitsForAVersionThatTheRegistryJustRegistered() {
    Subject subject =
        new Subject(
            project(freshKey()),
            UUID.randomUUID(),
            freshKey() + ".denial",
            1,
            Subject.freshDigest(),
            List.of("engineer"),
            "engineer");
    add("engineer", subject, document()).statusCode(404);
    RegistryFake.show(subject.model(), 1, "REGISTERED", 0, subject.digest(), 2);
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Integer> answer =
          CompletableFuture.supplyAsync(
              () -> add("engineer", subject, document()).extract().statusCode(), others);
      tell(REGISTRY, List.of(subject.modelCreated(), subject.drafted(), subject.registered()));

      assertThat(answer.join()).isEqualTo(201);
    }
  }

  static Stream<Arguments> badEvidence() {
    return Stream.of(
        Arguments.of("kind", "RUMOUR", "UNKNOWN_VALUE"),
        Arguments.of("kind", null, "REQUIRED"),
        Arguments.of("title", null, "REQUIRED"),
        Arguments.of("title", "x".repeat(201), "PLAIN_TEXT"),
        Arguments.of("title", "gpj\u202Eexe", "PLAIN_TEXT"),
        Arguments.of("digest", null, "REQUIRED"),
        Arguments.of("digest", "sha256:abc", "PATTERN"),
        Arguments.of("origin", "COMPUTED", "UNKNOWN_FIELD"),
        Arguments.of("collected_at", "2999-01-01T00:00:00Z", "IN_THE_FUTURE"),
        Arguments.of("valid_until", "2001-01-01T00:00:00Z", "IN_THE_PAST"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badEvidence")
  void refusesBadEvidence(String member, @Nullable Object value, String code) {
    Subject subject = registered();
    Map<String, Object> body = new HashMap<>(document());
    body.put(member, value);

    add("engineer", subject, body)
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.pointer", contains("/" + member))
        .body("errors.code", contains(code));
    get("engineer", subject.path() + "/evidence").body("items", hasSize(0));
  }

  /** Whatever comes first: an approval given on the set of before never counts after the change. */
  @Test
  void ordersEvidenceAgainstAnApprovalInFlight() {
    Subject subject = submitted();
    int before = 0;
    int after = 0;
    for (int race = 0; race < RACES; race++) {
      prepare(subject);
      String performance = review(subject, "PERFORMANCE");
      long seen = revision(performance);
      int approval =
          bothAtOnce(
              () ->
                  post(
                          "performance-reviewer",
                          REVIEWS + "/" + performance + "/decisions",
                          seen,
                          Map.of("decision", "APPROVED", "reason", "In flight"))
                      .extract()
                      .statusCode(),
              subject);

      assertThat(approval).isIn(201, 412);
      before += approval == 201 ? 1 : 0;
      after += approval == 412 ? 1 : 0;
      assertThat(round(subject).getString("state")).as("race %d", race).isEqualTo("OPEN");
      get("engineer", subject.path() + "/requirements")
          .body(state("ethics-approved"), is("PENDING"))
          .body(state("performance-approved"), is("PENDING"));
    }
    assertThat(before + after).isEqualTo(RACES);
  }

  /** Whatever comes first: what was released on the set of before is denied after the change. */
  @Test
  void ordersEvidenceAgainstAReleaseInFlight() {
    Subject subject = submitted();
    for (int race = 0; race < RACES / 4; race++) {
      prepare(subject);
      decide("performance-reviewer", review(subject, "PERFORMANCE"), "APPROVED").statusCode(201);

      int release =
          bothAtOnce(() -> release("lead", subject, "production").extract().statusCode(), subject);

      assertThat(release).isIn(201, 409);
      gate("engineer", subject.digest(), "production").body("decision", is("DENY"));
    }
  }

  /** Lets the ethics review be approved and the other one be claimed, whatever came before. */
  private static void prepare(Subject subject) {
    for (String type : List.of("ETHICS", "PERFORMANCE")) {
      String review = review(subject, type);
      if (read("auditor", REVIEWS + "/" + review).getString("state").equals("REQUESTED")) {
        claim(type.equals("ETHICS") ? "ethics-reviewer" : "performance-reviewer", review)
            .statusCode(201);
      }
    }
    decide("ethics-reviewer", review(subject, "ETHICS"), "APPROVED").statusCode(201);
  }

  private static int bothAtOnce(Supplier<Integer> act, Subject subject) {
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<String> evidence =
          CompletableFuture.supplyAsync(() -> added(subject), others);
      CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(act, others);
      evidence.join();
      return answer.join();
    }
  }
}
