package org.assay.registry.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.PolicyChanged;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestEvents.Draft;
import org.assay.kit.testing.TestKafka;
import org.assay.registry.RegistryTestCase;
import org.assay.registry.version.Reviews;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AliasResourceIT extends RegistryTestCase {

  private static final String OTHER = "0198c0de-0000-7000-8000-000000000000";

  /** What mlflow#2169 asks for: which version was in use when. */
  @Test
  void knowsWhereAnAliasPointedAtAnyInstant() {
    String model = withVersions(2);
    move(model, "shadow", 1).statusCode(201).body("version", is(1)).body("governed", is(false));
    String first = at(model, "shadow", 0);
    move(model, "shadow", 2).statusCode(201);
    String second = at(model, "shadow", 0);
    move(model, "shadow", null).statusCode(204);
    String third = at(model, "shadow", 0);

    get("auditor", model + "/aliases/shadow").statusCode(404).body("code", is("ALIAS_NOT_FOUND"));
    get("auditor", model + "/aliases/shadow?as_of=" + first).body("version", is(1));
    get("auditor", model + "/aliases/shadow?as_of=" + second).body("version", is(2));
    get("auditor", model + "/aliases/shadow?as_of=" + third).statusCode(404);
    get("auditor", model + "/aliases?as_of=" + second).body("items.version", contains(2));
    get("auditor", model + "/aliases?as_of=2020-01-01T00:00:00Z").body("items", hasSize(0));
    get("auditor", model + "/aliases/shadow/moves")
        .body("items.from_version", contains(2, 1, null))
        .body("items.to_version", contains(null, 2, 1))
        .body("items[0].moved_by.account", is("engineer"));
  }

  /** What mlflow#6180 asks for. */
  @Test
  void goesBackInOneStep() {
    String model = withVersions(2);
    move(model, "shadow", 1).statusCode(201);
    rollBack(model, "shadow").statusCode(409).body("code", is("NO_PREVIOUS_VERSION"));
    move(model, "shadow", 2).statusCode(201);

    rollBack(model, "shadow").statusCode(201).body("version", is(1));
    rollBack(model, "shadow").statusCode(201).body("version", is(2));
  }

  /** What mlflow#24742 asks for. */
  @Test
  void movesAChampionOnlyWithTheDecisionThatReleasedIt() {
    String model = withVersions(2);

    move(model, "champion", 1)
        .statusCode(403)
        .body("code", is("ALIAS_GOVERNED"))
        .body("detail", containsString("REGISTERED"));
    String decision = release(model + "/versions/1").aggregateId().toString();
    move(model, Map.of("version", 1, "decision_id", OTHER))
        .statusCode(403)
        .body("code", is("ALIAS_GOVERNED"));
    move(model, "champion", 1).statusCode(201).body("decision_id", is(decision));
    move(model, "champion", null).statusCode(403);
    move(model, "champion", 2).statusCode(403);
    release(model + "/versions/2");
    move(model, "champion", 2).statusCode(201);
    rollBack(model, "champion").statusCode(201).body("decision_id", is(decision));

    get("engineer", model + "/aliases/champion/moves").body("items.to_version", contains(1, 2, 1));
  }

  @Test
  void governsWhatReadsLikeAChampionToo() {
    String model = withVersions(1);

    for (String alias : List.of("Champion", "CHAMPION", "ｃｈａｍｐｉｏｎ")) {
      move(model, alias, 1).statusCode(403).body("code", is("ALIAS_GOVERNED"));
    }
    move(model, "champion\u200D", 1)
        .statusCode(422)
        .body("errors[0].pointer", is("/alias"))
        .body("errors[0].detail", containsString("U+200D"));
    release(model + "/versions/1");
    move(model, "Champion", 1).statusCode(201).body("governed", is(true));
  }

  @Test
  void governsWhatAPolicyOfTheProjectNames() {
    Project project = project();
    Project other = project();
    String model = withVersions(project, 2);
    String elsewhere = withVersions(other, 1);
    move(model, "serving", 1).statusCode(201).body("governed", is(false));
    move(elsewhere, "serving", 1).statusCode(201);

    Policies house = new Policies("PROJECT", project.key());
    house.tell(1, "PUBLISHED", List.of("Serving"));

    awaitGoverned(model, "serving", true);
    get("engineer", model + "/aliases").body("items.governed", contains(true));
    move(model, "serving", 2)
        .statusCode(403)
        .body("code", is("ALIAS_GOVERNED"))
        .body("detail", containsString("REGISTERED"));
    move(model, "SERVING", 2).statusCode(403);
    move(model, "serving", null).statusCode(403);
    String decision = release(model + "/versions/2").aggregateId().toString();
    move(model, "serving", 2).statusCode(201).body("decision_id", is(decision));
    get("engineer", elsewhere + "/aliases/serving").body("governed", is(false));
    move(elsewhere, "serving", null).statusCode(204);
  }

  @Test
  void governsWhatPoliciesOfTheUnitAndTheOrganisationName() {
    String model = withVersions(1);
    String house = "house-" + UUID.randomUUID();
    move(model, house, 1).statusCode(201);
    move(model, house + "-of-the-unit", 1).statusCode(201);
    move(model, house + "-of-another", 1).statusCode(201);

    new Policies("UNIT", "another").tell(1, "PUBLISHED", List.of(house + "-of-another"));
    new Policies("UNIT", "credit").tell(1, "PUBLISHED", List.of(house + "-of-the-unit"));
    Policies organisation = new Policies("ORGANISATION", null);
    organisation.tell(1, "PUBLISHED", List.of(house));

    awaitGoverned(model, house, true);
    awaitGoverned(model, house + "-of-the-unit", true);
    get("engineer", model + "/aliases/" + house + "-of-another").body("governed", is(false));
    organisation.tell(1, "RETIRED", List.of(house));
    awaitGoverned(model, house, false);
  }

  /** Numbers of one name are aggregates of their own, so they come in any order. */
  @Test
  void followsTheNewestNumberOfAPolicy() {
    Project project = project();
    String model = withVersions(project, 1);
    move(model, "first", 1).statusCode(201);
    move(model, "second", 1).statusCode(201);
    Policies house = new Policies("PROJECT", project.key());

    house.tell(2, "PUBLISHED", List.of("second"));
    house.tell(1, "PUBLISHED", List.of("first"));
    house.tell(1, "RETIRED", List.of("first"));

    awaitGoverned(model, "second", true);
    // A later event of the same partition or none: what came before it was taken in.
    house.tell(3, "PUBLISHED", List.of());
    awaitGoverned(model, "second", false);
    get("engineer", model + "/aliases/first").body("governed", is(false));
    house.tell(3, "RETIRED", List.of());
    move(model, "second", null).statusCode(204);
    move(model, "first", null).statusCode(204);
  }

  private static void awaitGoverned(String model, String alias, boolean governed) {
    await()
        .untilAsserted(
            () -> get("engineer", model + "/aliases/" + alias).body("governed", is(governed)));
  }

  /** Numbers of one policy, as review-service tells of them. */
  private record Policies(String name, String kind, @Nullable String key, List<UUID> ids) {

    Policies(String kind, @Nullable String key) {
      this(
          "house-" + UUID.randomUUID(),
          kind,
          key,
          Stream.generate(UUID::randomUUID).limit(3).toList());
    }

    void tell(int number, String state, List<String> aliases) {
      boolean published = state.equals("PUBLISHED");
      UUID id = ids.get(number - 1);
      try (TestEvents events = new TestEvents(TestKafka.bootstrapServers())) {
        events.send(
            "assay.review",
            TestEvents.event(published ? EventTypes.POLICY_PUBLISHED : EventTypes.POLICY_RETIRED)
                .of(id, published ? 1 : 2)
                .subject("policy/%s/version/%d".formatted(name, number))
                .data(
                    new PolicyChanged(
                        id,
                        name,
                        number,
                        kind,
                        key,
                        DIGEST,
                        state,
                        Clock.systemUTC().instant(),
                        List.of("lead", "admin"),
                        aliases,
                        null)));
      }
    }
  }

  @Test
  void staysByTheDecisionThatMovedItThereUntilAnotherIsNamed() {
    String model = withVersions(1);
    String version = model + "/versions/1";
    String staging = release(version).aggregateId().toString();
    move(model, "champion", 1).statusCode(201).body("decision_id", is(staging));
    String production = decided(version, "production", "RELEASED", null);

    move(model, Map.of("version", 1, "decision_id", OTHER))
        .statusCode(403)
        .body("code", is("ALIAS_GOVERNED"))
        .body("detail", containsString(OTHER));
    move(model, Map.of("version", 1, "decision_id", staging)).statusCode(201);
    move(model, "champion", 1).statusCode(201).body("decision_id", is(staging));
    get("engineer", model + "/aliases/champion/moves").body("items", hasSize(1));

    move(model, Map.of("version", 1, "decision_id", production))
        .statusCode(201)
        .body("decision_id", is(production));
    get("engineer", model + "/aliases/champion/moves")
        .body("items.decision_id", contains(production, staging));
  }

  @Test
  void movesAChampionToTheDecisionThatRenewedIt() {
    String model = withVersions(2);
    String version = model + "/versions/2";
    release(model + "/versions/1");
    move(model, "champion", 1).statusCode(201);
    String released = release(version).aggregateId().toString();
    move(model, "champion", 2).statusCode(201).body("decision_id", is(released));
    String before = at(model, "champion", 0);
    String renewed = renew(version);

    get("engineer", model + "/aliases/champion").body("decision_id", is(released));
    move(model, Map.of("version", 2, "decision_id", released))
        .statusCode(403)
        .body("code", is("ALIAS_GOVERNED"));
    long revision = revision(model);
    move(model, Map.of("version", 2, "decision_id", renewed))
        .statusCode(201)
        .body("version", is(2))
        .body("decision_id", is(renewed));

    assertThat(revision(model)).isEqualTo(revision + 1);
    get("auditor", model + "/aliases/champion?as_of=" + before).body("decision_id", is(released));
    get("auditor", model + "/aliases/champion?as_of=" + at(model, "champion", 0))
        .body("decision_id", is(renewed));
    get("auditor", model + "/aliases/champion/moves")
        .body("items.from_version", contains(2, 1, null))
        .body("items.to_version", contains(2, 2, 1))
        .body("items.decision_id[0]", is(renewed));
    // Back to the champion before, not to the same version by the decision before.
    rollBack(model, "champion").statusCode(201).body("version", is(1));
  }

  @Test
  void movesAChampionToTheLatestDecisionWhereItsOwnNoLongerStands() {
    String model = withVersions(1);
    String version = model + "/versions/1";
    release(version);
    move(model, "champion", 1).statusCode(201);
    String renewed = renew(version);

    move(model, "champion", 1).statusCode(201).body("decision_id", is(renewed));
    get("engineer", model + "/aliases/champion/moves").body("items", hasSize(2));
    rollBack(model, "champion").statusCode(409).body("code", is("NO_PREVIOUS_VERSION"));
  }

  /** A release stands until it is revoked after the grace; its approvals end before. */
  @Test
  void neitherMovesNorGoesBackToAChampionWhoseApprovalsHaveExpired() {
    String model = withVersions(2);
    String version = model + "/versions/1";
    release(version);
    move(model, "champion", 1).statusCode(201);
    release(model + "/versions/2");
    move(model, "champion", 2).statusCode(201);
    Instant over = Instant.now(Clock.systemUTC()).minusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
    String expired = renew(version, over);

    get("engineer", version)
        .body("state", is("RELEASED"))
        .body("releases[0].valid_until", is(over.toString()));
    rollBack(model, "champion")
        .statusCode(403)
        .body("code", is("ALIAS_GOVERNED"))
        .body("detail", containsString("expired"));
    move(model, "champion", 1).statusCode(403).body("code", is("ALIAS_GOVERNED"));
    move(model, Map.of("version", 1, "decision_id", expired)).statusCode(403);
    get("engineer", model + "/aliases/champion").body("version", is(2));
    String valid = decided(version, "production", "RELEASED", null);
    move(model, Map.of("version", 1, "decision_id", expired)).statusCode(403);
    rollBack(model, "champion").statusCode(201).body("decision_id", is(valid));
  }

  /** What was champion when is asked long after the model is gone. */
  @Test
  void tellsOfAModelThatIsDeletedByItsId() {
    Project project = project();
    String model = MODELS + "/" + registered(project, "denial");
    String version = registeredVersion(project.key() + ".denial");
    as("engineer")
        .contentType("application/json")
        .header("If-Match", 2)
        .body(Map.of("markdown", "# Denial"))
        .put(version + "/card")
        .then()
        .statusCode(200);
    String decision = release(version, 3).aggregateId().toString();
    move(model, "champion", 1).statusCode(201);
    String then = at(model, "champion", 0);
    String id = get("engineer", model).extract().jsonPath().getString("id");
    String record = as("auditor").get(version + "/record").asString();
    try (Reviews reviews = new Reviews(get("engineer", version).extract().jsonPath())) {
      reviews.revoked(1);
      await().untilAsserted(() -> get("engineer", version).body("state", is("REVOKED")));
    }
    as("lead")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(Map.of("name", "denial"))
        .delete("/api/2.0/mlflow/registered-models/delete")
        .then()
        .statusCode(200);
    String byId = MODELS + "/" + id;

    get("auditor", model + "/aliases/champion?as_of=" + then).statusCode(404);
    get("auditor", byId + "/aliases/champion?as_of=" + then)
        .statusCode(200)
        .body("version", is(1))
        .body("decision_id", is(decision));
    get("auditor", byId + "/aliases?as_of=" + then).body("items.name", contains("champion"));
    get("auditor", byId + "/aliases").body("items", hasSize(0));
    get("auditor", byId + "/aliases/champion/moves")
        .body("items.to_version", contains(null, 1))
        .body("items[0].moved_by.account", is("lead"));
    get("auditor", byId + "/versions").body("items.state", contains("RETIRED"));
    get("auditor", byId + "/versions/1").body("model.id", is(id));
    get("auditor", byId + "/versions/1/history").body("items.size()", greaterThan(5));
    get("auditor", byId + "/versions/1/card").body("markdown", is("# Denial"));
    assertThat(as("auditor").get(byId + "/versions/1/record").asString()).isEqualTo(record);
    get("engineer-2", byId + "/aliases/champion/moves").statusCode(200);

    assertThat(registered(project, "denial")).isEqualTo(project.key() + ".denial");
    get("auditor", model + "/aliases/champion?as_of=" + then).statusCode(404);
    change(byId, "/aliases/shadow/moves", Map.of("version", 1), 1)
        .statusCode(404)
        .body("code", is("MODEL_NOT_FOUND"));
  }

  @Test
  void hidesAForeignModelBehindItsIdToo() {
    Project theirs = project(Map.of("engineer-2", "CONTRIBUTOR"));
    String id =
        post("engineer-2", MODELS, model(theirs, "denial")).extract().jsonPath().getString("id");

    for (String path : List.of("/aliases", "/aliases/a/moves", "/versions", "/versions/1/record")) {
      get("engineer", MODELS + "/" + id + path)
          .statusCode(404)
          .body("code", is("MODEL_NOT_FOUND"))
          .body("detail", containsString(id));
      get("engineer", MODELS + "/" + OTHER + path)
          .statusCode(404)
          .body("code", is("MODEL_NOT_FOUND"))
          .body("detail", containsString(OTHER));
      get("operator", MODELS + "/" + id + path).statusCode(403);
    }
    get("engineer-2", MODELS + "/" + id + "/aliases").statusCode(200);
  }

  /** What mlflow#8459 asks for; over REST, MLflow keeps such an alias to this day. */
  @Test
  void dropsWhatPointsAtAVersionThatIsOver() {
    String model = withVersions(2);
    move(model, "shadow", 1).statusCode(201);
    move(model, "other", 2).statusCode(201);

    act("lead", model + "/versions/1/retirements", 2).statusCode(201);

    get("engineer", model + "/aliases").body("items.name", contains("other"));
    get("engineer", model + "/aliases/shadow/moves")
        .body("items[0].to_version", is(nullValue()))
        .body("items[0].moved_by.account", is("lead"));
    move(model, "shadow", 1).statusCode(404).body("code", is("VERSION_NOT_FOUND"));
  }

  @Test
  void leavesAGovernedAliasWhereItIsThoughItsVersionWasRevoked() {
    String model = withVersions(2);
    String version = model + "/versions/1";
    release(version);
    move(model, "champion", 1).statusCode(201);
    try (Reviews reviews = new Reviews(get("engineer", version).extract().jsonPath())) {
      reviews.revoked(1);
      await().untilAsserted(() -> get("engineer", version).body("state", is("REVOKED")));
    }

    move(model, "champion", null).statusCode(403).body("code", is("ALIAS_GOVERNED"));
    move(model, "champion", 2).statusCode(403).body("code", is("ALIAS_GOVERNED"));
    get("engineer", model + "/aliases/champion").body("version", is(1));
  }

  @Test
  void asksWhichRevisionOfTheModelWasSeen() {
    String model = withVersions(1);

    as("engineer")
        .contentType("application/json")
        .body(Map.of("version", 1))
        .post(model + "/aliases/shadow/moves")
        .then()
        .statusCode(428);
    move(model, "shadow", 1).statusCode(201);
    as("engineer")
        .contentType("application/json")
        .header("If-Match", 1)
        .body(Map.of())
        .post(model + "/aliases/shadow/moves")
        .then()
        .statusCode(412);
    get("engineer", model + "/aliases/shadow").body("version", is(1));
  }

  @Test
  void refusesAnInstantThatIsNone() {
    String model = withVersions(1);

    get("engineer", model + "/aliases?as_of=yesterday")
        .statusCode(400)
        .body("code", is("MALFORMED_PARAMETER"));
  }

  private static String withVersions(int count) {
    return withVersions(project(), count);
  }

  private static String withVersions(Project project, int count) {
    String name = registered(project, "denial");
    for (int number = 1; number <= count; number++) {
      registeredVersion(name);
    }
    return MODELS + "/" + name;
  }

  private static String decided(
      String version, String environment, String outcome, @Nullable Instant validUntil) {
    try (Reviews reviews = new Reviews(get("engineer", version).extract().jsonPath())) {
      Draft decision = reviews.released(round(version), environment, outcome, validUntil);
      String id = decision.aggregateId().toString();
      await()
          .untilAsserted(() -> get("engineer", version).body("releases.decision_id", hasItem(id)));
      return id;
    }
  }

  /** Has a released version reviewed anew and its release to staging renewed. */
  private static String renew(String version) {
    return renew(version, null);
  }

  private static String renew(String version, @Nullable Instant validUntil) {
    act("lead", version + "/submissions", revision(version)).statusCode(201);
    int round = round(version);
    try (Reviews reviews = new Reviews(get("engineer", version).extract().jsonPath())) {
      reviews.opened(round);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, round, "PASSED", null);
    }
    return decided(version, "staging", "RENEWED", validUntil);
  }

  private static int round(String version) {
    return get("engineer", version).extract().jsonPath().getInt("round");
  }

  private static long revision(String resource) {
    return get("engineer", resource).extract().jsonPath().getLong("revision");
  }

  private static Draft release(String version) {
    return release(version, 2);
  }

  private static Draft release(String version, int revision) {
    act("engineer", version + "/submissions", revision).statusCode(201);
    try (Reviews reviews = new Reviews(get("engineer", version).extract().jsonPath())) {
      reviews.opened(1);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      Draft released = reviews.released(1, "staging", "RELEASED");
      await()
          .untilAsserted(
              () ->
                  assertThat(get("engineer", version).extract().jsonPath().getString("state"))
                      .isEqualTo("RELEASED"));
      return released;
    }
  }

  private static ValidatableResponse move(String model, String alias, @Nullable Integer version) {
    return change(
        model,
        "/aliases/" + alias + "/moves",
        version == null ? Map.of() : Map.of("version", version));
  }

  private static ValidatableResponse move(String model, Map<String, Object> body) {
    return change(model, "/aliases/champion/moves", body);
  }

  private static ValidatableResponse rollBack(String model, String alias) {
    return change(model, "/aliases/" + alias + "/rollbacks", Map.of());
  }

  private static ValidatableResponse change(String model, String act, Map<String, Object> body) {
    return change(model, act, body, revision(model));
  }

  private static ValidatableResponse change(
      String model, String act, Map<String, Object> body, long revision) {
    return as("engineer")
        .contentType("application/json")
        .header("If-Match", revision)
        .body(body)
        .post(model + act)
        .then();
  }

  private static String at(String model, String alias, int index) {
    List<String> moves =
        get("engineer", model + "/aliases/" + alias + "/moves")
            .extract()
            .jsonPath()
            .getList("items.at", String.class);
    return moves.get(index);
  }
}
