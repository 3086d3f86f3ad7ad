package org.assay.registry.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestKafka;
import org.assay.kit.testing.Tokens;
import org.assay.registry.RegistryTestCase;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class VersionResourceIT extends RegistryTestCase {

  @Inject SessionFactory sessions;

  @Test
  void registersAVersionAtOnce() {
    Project project = project();
    String model = registered(project, "denial");
    Map<String, Object> asked = version();
    asked.put("change_note", "First one");

    post("engineer", versions(model), asked)
        .statusCode(201)
        .header("Location", endsWith(versions(model) + "/1"))
        .header("ETag", startsWith("\"2."))
        .body("model.name", is(model))
        .body("model.project_key", is(project.key()))
        .body("number", is(1))
        .body("state", is("REGISTERED"))
        .body("digest", is(DIGEST))
        .body("digest_origin", is("CLAIMED"))
        .body("training_data", contains("hmda-boston 1990, training split"))
        .body("metrics.auc", is(0.83f))
        .body("authors.account", contains("engineer"))
        .body("created_by.account", is("engineer"))
        .body("submitted_by", is(nullValue()))
        .body("round", is(0))
        .body("run_id", is(notNullValue()))
        .body("change_note", is("First one"))
        .body("assessment", is(nullValue()))
        .body("revision", is(2))
        .body(
            "actions.name",
            contains("register", "discard", "submit", "withdraw", "deprecate", "retire"))
        .body("actions.find { it.name == 'submit' }.allowed", is(true));
  }

  @Test
  void tellsOfADraftAndARegistration() {
    String model = registered(project(), "denial");
    String version = registeredVersion(model);

    get("engineer", version + "/history")
        .statusCode(200)
        .body("items.type", contains(EventTypes.VERSION_DRAFTED, EventTypes.VERSION_REGISTERED))
        .body("items.actor.account", contains("engineer", "engineer"))
        .body("items.source.unique()", contains("/assay/model-registry-service"))
        .body("items.data.state", contains("DRAFT", "REGISTERED"))
        .body("items[1].data.authors", contains(Tokens.subject("engineer")))
        .body("next", is(nullValue()));
  }

  @Test
  void numbersTheVersionsOfAModelWithoutGapWhoeverRegistersAtOnce() throws Exception {
    String model = registered(project(), "denial");
    List<Integer> numbers = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      Callable<Integer> register =
          () ->
              post("engineer", versions(model), version())
                  .statusCode(201)
                  .extract()
                  .jsonPath()
                  .getInt("number");
      for (Future<Integer> made : pool.invokeAll(java.util.Collections.nCopies(12, register))) {
        numbers.add(made.get());
      }
    }

    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
  }

  @Test
  void triesARegistrationWithoutEffect() {
    String model = registered(project(), "denial");
    String key = UUID.randomUUID().toString();

    tryOut(model, key, version())
        .statusCode(200)
        .body("state", is("REGISTERED"))
        .body("number", is(1));
    Map<String, Object> wrong = version();
    wrong.put("authors", List.of("auditor"));
    tryOut(model, key, wrong).statusCode(422).body("code", is("AUTHOR_NOT_MEMBER"));

    get("engineer", versions(model)).body("items", hasSize(0));
    post("engineer", versions(model), version()).statusCode(201).body("number", is(1));
  }

  @Test
  void namesTheAuthorWhoIsNoMember() {
    String model = registered(project(), "denial");
    Map<String, Object> asked = version();
    asked.put("authors", List.of("engineer", "ethics-reviewer"));

    post("engineer", versions(model), asked)
        .statusCode(422)
        .body("code", is("AUTHOR_NOT_MEMBER"))
        .body("errors.pointer", contains("/authors/1"));
    get("engineer", versions(model)).body("items", hasSize(0));
  }

  @Test
  void acceptsAnAuthorWhoWasAMember() {
    Project project = project();
    try (TestEvents events = new TestEvents(TestKafka.bootstrapServers())) {
      events.send(
          PROJECT_TOPIC, project.member(EventTypes.MEMBER_ADDED, 6, "lead-2", "CONTRIBUTOR", null));
      events.send(
          PROJECT_TOPIC,
          project.member(
              EventTypes.MEMBER_REMOVED,
              7,
              "lead-2",
              "CONTRIBUTOR",
              java.time.Instant.EPOCH.plusSeconds(1)));
    }
    changeState(project, 8, "ACTIVE");
    String model = registered(project, "denial");
    Map<String, Object> asked = version();
    asked.put("authors", List.of("lead-2"));

    post("engineer", versions(model), asked)
        .statusCode(201)
        .body("authors.account", contains("lead-2"));
  }

  @Test
  void namesTheAuthorWhoIsNobody() {
    String model = registered(project(), "denial");
    Map<String, Object> asked = version();
    asked.put("authors", List.of("engineer", "nobody"));

    post("engineer", versions(model), asked)
        .statusCode(422)
        .body("code", is("UNKNOWN_SUBJECT"))
        .body("errors.pointer", contains("/authors/1"));
  }

  @Test
  void wantsAPersonAmongTheAuthors() {
    String model = registered(project(), "denial");
    Map<String, Object> asked = version();
    asked.put("authors", List.of("ci"));

    post("service-account-ci", versions(model), asked)
        .statusCode(422)
        .body("code", is("HUMAN_AUTHOR_REQUIRED"));
    asked.put("authors", List.of("ci", "engineer", "engineer"));
    post("service-account-ci", versions(model), asked).statusCode(201).body("authors", hasSize(2));
  }

  @Test
  void supersedesAVersionThatExists() {
    String model = registered(project(), "denial");
    Map<String, Object> asked = version();
    asked.put("supersedes", 1);

    post("engineer", versions(model), asked)
        .statusCode(422)
        .body("code", is("UNKNOWN_VERSION"))
        .body("errors.pointer", contains("/supersedes"));
    registeredVersion(model);
    post("engineer", versions(model), asked).statusCode(201).body("supersedes", is(1));
  }

  @Test
  void registersTheSameBytesTwice() {
    String model = registered(project(), "denial");

    registeredVersion(model);
    post("engineer", versions(model), version()).statusCode(201).body("number", is(2));
  }

  @Test
  void freezesRegistrationWithTheProject() {
    Project project = project();
    String model = registered(project, "denial");
    changeState(project, 6, "CLOSED");

    post("engineer", versions(model), version())
        .statusCode(409)
        .body("code", is("PROJECT_NOT_ACTIVE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
  void isImmutable(String method) {
    String version = registeredVersion(registered(project(), "denial"));

    as("engineer")
        .contentType("application/json")
        .header("If-Match", 2)
        .body("{}")
        .request(method, version)
        .then()
        .statusCode(405)
        .body("code", is("METHOD_NOT_ALLOWED"));
  }

  @Test
  void listsTheNewestFirstInPages() {
    String model = registered(project(), "denial");
    for (int count = 0; count < 5; count++) {
      registeredVersion(model);
    }
    act("engineer", versions(model) + "/2/submissions", 2).statusCode(201);

    List<Integer> numbers = new ArrayList<>();
    String next = versions(model) + "?limit=2";
    while (next != null) {
      JsonPath page =
          as("engineer")
              .urlEncodingEnabled(false)
              .get(next)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      numbers.addAll(page.getList("items.number", Integer.class));
      next = page.getString("next");
    }

    assertThat(numbers).containsExactly(5, 4, 3, 2, 1);
    get("engineer", versions(model) + "?state=IN_REVIEW").body("items.number", contains(2));
    get("engineer", versions(model) + "?state=RETIRED").body("items", hasSize(0));
  }

  @Test
  void listsFiftyVersionsInAsManyStatementsAsOne() {
    Project project = project();
    String one = registered(project, "one");
    registeredVersion(one);
    String many = registered(project, "many");
    for (int count = 0; count < 50; count++) {
      registeredVersion(many);
    }

    get("engineer", versions(many)).body("items", hasSize(50));
    assertThat(statements(versions(many)))
        .isEqualTo(statements(versions(one)))
        .isLessThanOrEqualTo(6);
  }

  @Test
  void knowsNoVersionBeyondTheLast() {
    String model = registered(project(), "denial");
    registeredVersion(model);

    get("engineer", versions(model) + "/2").statusCode(404).body("code", is("VERSION_NOT_FOUND"));
    get("engineer", versions(model) + "/first").statusCode(404);
    get("engineer", versions(model) + "/1/history").statusCode(200);
    get("engineer", versions(model) + "/2/history").statusCode(404);
    get("engineer", versions(model) + "/1").body("actions.name", hasItem("submit"));
  }

  /** The fewest of three tries, since events that arrive meanwhile are counted, too. */
  private long statements(String path) {
    Statistics statistics = sessions.getStatistics();
    statistics.setStatisticsEnabled(true);
    return LongStream.range(0, 3)
        .map(
            _ -> {
              statistics.clear();
              get("engineer", path).statusCode(200);
              return statistics.getPrepareStatementCount();
            })
        .min()
        .orElseThrow();
  }

  private static ValidatableResponse tryOut(String model, String key, Object body) {
    return io.restassured.RestAssured.given()
        .header("Authorization", "Bearer " + Tokens.of("engineer"))
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body)
        .post(versions(model) + "?validate_only=true")
        .then();
  }
}
