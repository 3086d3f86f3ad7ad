package org.assay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One person closes the gate at any time; another one opens it again. */
@QuarkusTest
class HoldIT extends ReviewTestCase {

  private static final String HELD = "A group may be harmed";

  @Inject EventLog log;

  private static ValidatableResponse place(String account, Subject subject) {
    return post(account, subject.path() + "/holds", Map.of("reason", HELD));
  }

  private static String placed(String account, Subject subject) {
    return place(account, subject).statusCode(201).extract().jsonPath().getString("id");
  }

  private static ValidatableResponse lift(String account, String hold, Object revision) {
    return post(
        account, "/api/v1/holds/" + hold + "/lifts", revision, Map.of("reason", "Looked into it"));
  }

  private static ValidatableResponse production(Subject subject) {
    return gate("engineer", subject.digest(), "production");
  }

  /** Invariant 27: one person alone closes, and never opens. */
  @ParameterizedTest
  @ValueSource(strings = {"lead", "lead-2", "ethics-reviewer", "performance-reviewer"})
  void closesTheGateFromTheCommitOnByOneLeadOrReviewer(String account) {
    Subject subject = released();
    production(subject).body("decision", is("ALLOW")).body(state("not-held"), is("SATISFIED"));

    String hold =
        place(account, subject)
            .statusCode(201)
            .body("state", is("STANDING"))
            .body("digest", is(subject.digest()))
            .body("placed_by.account", is(account))
            .body("reason", is(HELD))
            .body("until", nullValue())
            .extract()
            .jsonPath()
            .getString("id");

    production(subject)
        .body("decision", is("DENY"))
        .body(state("not-held"), is("UNSATISFIED"))
        .body(state("released"), is("SATISFIED"))
        .body("requirements.find { it.key == 'not-held' }.evidence", contains(hold))
        .body("requirements.find { it.key == 'not-held' }.satisfiable_by.role", hasItem("lead"))
        .body(
            "requirements.find { it.key == 'not-held' }.title", is("No hold stands on the bytes"));
    get("engineer", subject.path() + "/requirements")
        .body("fulfilled", is(false))
        .body(state("not-held"), is("UNSATISFIED"))
        .body("actions.find { it.name == 'hold' }.allowed", is(false));
    get("auditor", subject.path() + "/holds").statusCode(200).body("items.id", contains(hold));
  }

  @ParameterizedTest
  @CsvSource({"engineer, 403", "auditor, 403", "operator, 403", "admin, 403", "engineer-2, 403"})
  void isNotForOthersToPlace(String account, int status) {
    Subject subject = released();

    place(account, subject).statusCode(status).body("code", is("FORBIDDEN"));

    production(subject).body("decision", is("ALLOW"));
  }

  @Test
  void isNotForMachinesToPlace() {
    Subject subject = released();
    String machine =
        Tokens.forAccount("service-account-bot")
            .withRoles("lead")
            .claim("sub", "bot-that-leads")
            .token();

    withToken(machine)
        .contentType("application/json")
        .body(Map.of("reason", HELD))
        .post(subject.path() + "/holds")
        .then()
        .statusCode(403);
  }

  @Test
  void closesWhileTheIdentityProviderIsAwayAndOpensNothing() {
    Subject subject = released();
    IssuerResource.away();
    try {
      String hold = placed("ethics-reviewer", subject);
      lift("lead", hold, 1).statusCode(503).body("code", is("IDENTITY_PROVIDER_AWAY"));
    } finally {
      IssuerResource.back();
    }
    production(subject).body("decision", is("DENY"));
  }

  @Test
  void standsInWhateverStateTheVersionIs() {
    Subject registered = registered();
    placed("ethics-reviewer", registered);
    Subject passed = passed();
    placed("ethics-reviewer", passed);

    production(registered).body(state("not-held"), is("UNSATISFIED"));
    get("auditor", REVIEWS + "?model={m}", passed.model())
        .body("items.state", contains("APPROVED", "APPROVED"));
    get("lead", passed.path() + "/requirements")
        .body("actions.find { it.name == 'hold' }.allowed", is(true))
        .body("actions.find { it.name == 'release' }.allowed", is(false));
    release("lead", passed, "production")
        .statusCode(409)
        .body("code", is("REQUIREMENTS_NOT_MET"))
        .body("requirements.find { it.key == 'not-held' }.state", is("UNSATISFIED"));
  }

  @Test
  void closesTheSameBytesInAnotherVersionOfTheModelAndNothingElse() {
    Subject first = released();
    Subject second = secondOf(first);
    String key = freshKey();
    Subject elsewhere =
        registered(project(key), key + ".other", first.digest(), List.of("engineer"), "engineer");

    placed("lead-2", second);

    as("engineer")
        .get("/api/v1/gate?digest={d}&model={m}", first.digest(), first.model())
        .then()
        .body("decision", is("DENY"))
        .body("version.number", is(1))
        .body(state("not-held"), is("UNSATISFIED"));
    get("engineer", elsewhere.path() + "/requirements").body(state("not-held"), is("SATISFIED"));
  }

  /** Invariant 27: one person alone closes, and never opens. */
  @Test
  void isLiftedByAnotherPersonOnly() {
    Subject subject = released();
    String hold = placed("ethics-reviewer", subject);

    lift("ethics-reviewer", hold, 1)
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("PLACER"));
    lift("engineer", hold, 1).statusCode(403).body("code", is("FORBIDDEN"));
    post("lead", "/api/v1/holds/" + hold + "/lifts", Map.of("reason", "Fine")).statusCode(428);
    lift("lead", hold, 2).statusCode(412);
    production(subject).body("decision", is("DENY"));
    get("ethics-reviewer", "/api/v1/holds/" + hold)
        .body("actions.find { it.name == 'lift' }.allowed", is(false));
    get("lead", "/api/v1/holds/" + hold)
        .body("actions.find { it.name == 'lift' }.allowed", is(true));

    lift("lead", hold, 1)
        .statusCode(201)
        .body("state", is("LIFTED"))
        .body("lifted_by.account", is("lead"))
        .body("lift_reason", is("Looked into it"))
        .body("lifted_at", notNullValue());

    production(subject).body("decision", is("ALLOW"));
    lift("lead-2", hold, 2).statusCode(409).body("code", is("HOLD_ENDED"));
  }

  @Test
  void isNotLiftedByWhoHadAPartInTheVersion() {
    Subject subject = registered(List.of("ethics-reviewer-2"), "engineer");
    String hold = placed("lead", subject);

    lift("ethics-reviewer-2", hold, 1)
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("AUTHOR"));
  }

  @Test
  void endsOnlyWithTheLastOfSeveral() {
    Subject subject = released();
    String first = placed("ethics-reviewer", subject);
    String second = placed("performance-reviewer", subject);

    lift("lead", first, 1).statusCode(201);
    production(subject).body("decision", is("DENY"));
    lift("lead", second, 1).statusCode(201);
    production(subject).body("decision", is("ALLOW"));
  }

  @Test
  void isLiftedOnceByTwoWhoTryAtOnce() throws Exception {
    String hold = placed("ethics-reviewer", released());

    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      Future<Integer> one = two.submit(() -> lift("lead", hold, 1).extract().statusCode());
      Future<Integer> other = two.submit(() -> lift("lead-2", hold, 1).extract().statusCode());

      assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(201, 409);
    }
    assertThat(types(hold)).containsExactly(EventTypes.HOLD_PLACED, EventTypes.HOLD_LIFTED);
  }

  /** Invariant 26: time is the server's. */
  @Test
  void endsByItselfAtItsInstant() {
    Subject subject = released();
    Instant until = Instant.now().plus(Duration.ofSeconds(2));
    String hold =
        post("lead-2", subject.path() + "/holds", Map.of("reason", HELD, "until", until.toString()))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    production(subject).body("decision", is("DENY"));

    await()
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> {
              JsonPath answer = production(subject).extract().jsonPath();
              Instant at = Instant.parse(answer.getString("decided_at"));
              if (answer.getString("decision").equals("DENY")) {
                assertThat(at).isBefore(until);
              } else {
                assertThat(at).isAfter(until.minusMillis(100));
              }
              assertThat(answer.getString("decision")).isEqualTo("ALLOW");
            });
    get("lead", "/api/v1/holds/" + hold).body("state", is("OVER"));
    lift("lead", hold, 1).statusCode(409).body("code", is("HOLD_ENDED"));
  }

  @Test
  void tellsEachStepWithoutItsReason() {
    Subject subject = released();
    String hold = placed("ethics-reviewer", subject);
    lift("lead", hold, 1).statusCode(201);

    List<LoggedEvent> events = log.history(UUID.fromString(hold), 0, 10);

    assertThat(events)
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.HOLD_PLACED, EventTypes.HOLD_LIFTED);
    assertThat(events)
        .extracting(LoggedEvent::actor)
        .containsExactly(Tokens.subject("ethics-reviewer"), Tokens.subject("lead"));
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.data().path("digest").asText()).isEqualTo(subject.digest());
              assertThat(event.data().path("text_digest").asText()).matches("[0-9a-f]{64}");
              assertThat(event.data().toString()).doesNotContain("harmed", "Looked");
            });
  }

  private List<String> types(String hold) {
    return log.history(UUID.fromString(hold), 0, 10).stream().map(LoggedEvent::type).toList();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "reason, , REQUIRED",
    "reason, ' ', PLAIN_TEXT",
    "until, 2020-01-01T00:00:00Z, FUTURE",
    "until, 2999-01-01T00:00:00Z, FUTURE",
    "until, +99999999-01-01T00:00:00Z, WRONG_TYPE",
    "digest, mine, UNKNOWN_FIELD"
  })
  void refusesBadInput(String member, @Nullable String value, String code) {
    Subject subject = registered();
    Map<String, Object> body = new HashMap<>(Map.of("reason", HELD));
    body.put(member, value);

    post("lead", subject.path() + "/holds", body)
        .statusCode(422)
        .body("errors.pointer", hasItem("/" + member))
        .body("errors.code", hasItem(code));

    get("lead", subject.path() + "/holds").body("items.size()", is(0));
  }

  @Test
  void isHiddenFromWhoMayNotKnowTheVersion() {
    Subject subject = registered();
    String hold = placed("lead", subject);
    String outsider =
        Tokens.forAccount("outsider").withRoles("engineer").claim("sub", "outsider").token();

    for (String path : Arrays.asList(subject.path() + "/holds", "/api/v1/holds/" + hold)) {
      withToken(outsider).get(path).then().statusCode(404).body("code", is("NOT_FOUND"));
      get("operator", path).statusCode(403);
    }
  }

  @Test
  void listsTheNewestFirstByPages() {
    Subject subject = registered();
    String first = placed("lead", subject);
    String second = placed("lead", subject);

    String next =
        get("engineer", subject.path() + "/holds?limit=1")
            .body("items.id", contains(second))
            .extract()
            .jsonPath()
            .getString("next");

    get("engineer", next).body("items.id", contains(first)).body("next", nullValue());
  }
}
