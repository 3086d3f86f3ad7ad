package org.assay.registry.artifact.use;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.assay.kit.testing.Tokens;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.ArtifactRecords;
import org.assay.registry.artifact.ArtifactTestCase;
import org.assay.registry.artifact.Sealing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file in use stays, and the services of the installation read it and nothing else. */
@QuarkusTest
class FileUseIT extends ArtifactTestCase {

  @Inject UseEnding ending;
  @Inject Sealing sealing;
  @Inject ArtifactRecords records;
  @Inject EntityManager entities;

  private static ValidatableResponse use(
      String account, Project project, String path, Instant until) {
    return as(account)
        .contentType("application/json")
        .body(Map.of("path", path, "purpose", "EVALUATION", "keep_until", until.toString()))
        .post(ARTIFACTS + project.key() + "/uses")
        .then();
  }

  private static Instant nextYear() {
    return Instant.now().plus(Duration.ofDays(365));
  }

  private static Response read(Project project, String id) {
    return given()
        .header(
            "Authorization",
            "Bearer "
                + Tokens.forAccount("service-account-assay-service").withRoles("service").token())
        .get(ARTIFACTS + project.key() + "/uses/" + id + "/content");
  }

  @Test
  void givesTheBytesToAServiceAndKeepsThem() {
    Project project = project();
    byte[] bytes = random(1000);
    put(project, "predictions/test.csv", bytes).statusCode(200);

    String id =
        use("engineer", project, "predictions/test.csv", nextYear())
            .statusCode(201)
            .body("digest", is(digest(bytes).value()))
            .body("size", is(1000))
            .body("purpose", is("EVALUATION"))
            .extract()
            .jsonPath()
            .getString("id");

    assertThat(read(project, id).asByteArray()).isEqualTo(bytes);
    String file = files(project) + "/predictions/test.csv";
    as("engineer").header("If-Match", tag(1, bytes)).delete(file).then().statusCode(409);
    as("engineer")
        .header("If-Match", tag(1, bytes))
        .contentType("text/csv")
        .body("label,prediction\n")
        .put(file)
        .then()
        .statusCode(409)
        .body("code", is("ARTIFACT_SEALED"));
  }

  @Test
  void givesThemToNobodyElse() {
    Project project = project();
    put(project, "test.csv", random(10)).statusCode(200);
    String id = use("lead", project, "test.csv", nextYear()).statusCode(201).extract().path("id");
    Project other = project();

    for (String account : new String[] {"engineer", "lead", "auditor", "admin", "operator"}) {
      as(account)
          .get(ARTIFACTS + project.key() + "/uses/" + id + "/content")
          .then()
          .statusCode(403);
    }
    read(other, id).then().statusCode(404);
    read(project, UUID.randomUUID().toString()).then().statusCode(404);
    given()
        .header(
            "Authorization",
            "Bearer "
                + Tokens.forAccount("service-account-assay-service").withRoles("service").token())
        .get(files(project) + "/test.csv")
        .then()
        .statusCode(403);
  }

  /** A use that is over in a moment; that is awaited, and its end followed. */
  private Response ended(Project project, String path) {
    String id =
        use("engineer", project, path, Instant.now().plusSeconds(1))
            .statusCode(201)
            .extract()
            .path("id");
    return ended(project, UUID.fromString(id));
  }

  private Response ended(Project project, UUID id) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              ending.end();
              return uses("auditor", project);
            },
            uses ->
                uses.jsonPath().get("items.find { it.id == '%s' }.outcome".formatted(id)) != null);
  }

  private static Response uses(String account, Project project) {
    return as(account).get(ARTIFACTS + project.key() + "/uses");
  }

  @Test
  void removesAFileOnceItsUseIsOverAndKeepsWhatItWas() {
    Project project = project();
    byte[] bytes = random(1000);
    put(project, "predictions/test.csv", bytes).statusCode(200);

    ended(project, "predictions/test.csv")
        .then()
        .body("items", hasSize(1))
        .body("items[0].outcome", is("ERASED"))
        .body("items[0].digest", is(digest(bytes).value()))
        .body("items[0].size", is(1000))
        .body("items[0].ended_at", notNullValue());

    as("engineer").get(files(project) + "/predictions/test.csv").then().statusCode(404);
    read(project, uses("engineer", project).jsonPath().getString("items[0].id"))
        .then()
        .statusCode(404);
    put(project, "predictions/test.csv", bytes).statusCode(200);
    ending.end();
    as("engineer").get(files(project) + "/predictions/test.csv").then().statusCode(200);
  }

  @Test
  void neverRemovesWhatAVersionRestsOn() {
    Project project = project();
    byte[] bytes = random(1000);
    put(project, "model/weights.bin", bytes).statusCode(200);
    QuarkusTransaction.requiringNew()
        .run(() -> sealing.seal(project.id(), new ArtifactPath("model"), "engineer"));

    ended(project, "model/weights.bin").then().body("items[0].outcome", is("SEALED"));

    as("engineer").get(files(project) + "/model/weights.bin").then().statusCode(200);
  }

  @Test
  void leavesTheBytesToWhomeverElseHasThem() {
    Project project = project();
    byte[] bytes = random(1000);
    put(project, "test.csv", bytes).statusCode(200);
    put(project, "copy.csv", bytes).statusCode(200);

    ended(project, "test.csv").then().body("items[0].outcome", is("ERASED"));

    assertThat(as("engineer").get(files(project) + "/copy.csv").asByteArray()).isEqualTo(bytes);
  }

  @Test
  void leavesAFileWhileAnotherUseLasts() {
    Project project = project();
    put(project, "test.csv", random(10)).statusCode(200);
    put(project, "other.csv", random(10)).statusCode(200);
    use("engineer", project, "test.csv", nextYear()).statusCode(201);
    Instant soon = Instant.now().plusSeconds(1);
    String over = use("engineer", project, "test.csv", soon).statusCode(201).extract().path("id");

    ended(project, "other.csv");

    uses("auditor", project)
        .then()
        .body("items.find { it.id == '%s' }.outcome".formatted(over), nullValue());
    as("engineer").get(files(project) + "/test.csv").then().statusCode(200);
  }

  /** A use that is over in a moment, for a version where one is named. */
  private static String stated(Project project, @Nullable String version) {
    put(project, "test.csv", random(10)).statusCode(200);
    Map<String, Object> body = asked(Instant.now().plusSeconds(1), version);
    return as("engineer")
        .contentType("application/json")
        .body(body)
        .post(ARTIFACTS + project.key() + "/uses")
        .then()
        .statusCode(201)
        .body("version_id", is(version))
        .extract()
        .path("id");
  }

  private static Map<String, Object> asked(Instant until, @Nullable String version) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of("path", "test.csv", "purpose", "EVALUATION", "keep_until", until.toString()));
    if (version != null) {
      body.put("version_id", version);
    }
    return body;
  }

  /**
   * Awaits that another use, which was stated later, ended; then looks whether this one did not.
   */
  private void keeps(Project project, String id) {
    String other = UUID.randomUUID() + ".csv";
    put(project, other, random(10)).statusCode(200);
    String later =
        use("engineer", project, other, Instant.now().plusSeconds(1))
            .statusCode(201)
            .extract()
            .path("id");
    ended(project, UUID.fromString(later))
        .then()
        .body("items.find { it.id == '%s' }.outcome".formatted(id), nullValue());
    read(project, id).then().statusCode(200);
    Response file = as("engineer").get(files(project) + "/test.csv");
    as("engineer")
        .header("If-Match", file.header("ETag"))
        .delete(files(project) + "/test.csv")
        .then()
        .statusCode(409)
        .body("code", is("ARTIFACT_SEALED"));
  }

  private void erased(Project project, String id) {
    ended(project, UUID.fromString(id))
        .then()
        .body("items.find { it.id == '%s' }.outcome".formatted(id), is("ERASED"));
  }

  private static String versionOf(Project project) {
    return get("engineer", registeredVersion(registered(project, "scored"))).extract().path("id");
  }

  private void change(String version, String sql) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery(sql)
                    .setParameter("version", UUID.fromString(version))
                    .executeUpdate());
  }

  private void isIn(String version, String state) {
    change(version, "update model_version set state = '%s' where id = :version".formatted(state));
  }

  private void wasReleased(String version, int monthsAgo) {
    change(
        version,
        """
        insert into version_release (version_id, decision_id, project_id, environment, round, since)
        select id, uuidv7(), project_id, 'production', 1, now() - make_interval(months => %d)
          from model_version where id = :version
        """
            .formatted(monthsAgo));
  }

  /** What is released is compared with, and looked into for twelve months after the decision. */
  @Test
  void keepsTheFileOfAVersionThatIsReleasedAndForAYearAfterTheDecision() {
    Project project = project();
    String version = versionOf(project);
    isIn(version, "RELEASED");
    String id = stated(project, version);
    keeps(project, id);

    isIn(version, "REVOKED");
    wasReleased(version, 11);
    keeps(project, id);
  }

  @Test
  void removesTheFileOfAVersionWhoseTimeIsOver() {
    Project project = project();
    String version = versionOf(project);
    wasReleased(version, 13);
    isIn(version, "DEPRECATED");
    String id = stated(project, version);
    keeps(project, id);

    isIn(version, "RETIRED");

    erased(project, id);
  }

  @Test
  void knowsTheVersionsOfItsProjectOnly() {
    String version = versionOf(project());
    Project project = project();
    put(project, "test.csv", random(10)).statusCode(200);

    as("engineer")
        .contentType("application/json")
        .body(asked(nextYear(), version))
        .post(ARTIFACTS + project.key() + "/uses")
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/version_id"))
        .body("errors.code", hasItem("UNKNOWN_VERSION"));
  }

  private static ValidatableResponse hold(String account, Project project, String id, String act) {
    return as(account)
        .contentType("application/json")
        .body(Map.of("reason", "Case 117"))
        .post(ARTIFACTS + project.key() + "/uses/" + id + "/" + act)
        .then();
  }

  @Test
  void removesNothingThatIsHeld() {
    Project project = project();
    String id = stated(project, null);
    hold("engineer", project, id, "holds").statusCode(403);
    hold("ethics-reviewer", project, id, "holds").statusCode(403);
    hold("auditor", project, id, "liftings").statusCode(409).body("code", is("HOLD_REFUSED"));

    hold("auditor", project, id, "holds")
        .statusCode(201)
        .body("hold.reason", is("Case 117"))
        .body("hold.by.account", is("auditor"))
        .body("hold.at", notNullValue());

    hold("lead", project, id, "holds").statusCode(409).body("code", is("HOLD_REFUSED"));
    keeps(project, id);
    uses("engineer", project)
        .then()
        .body("items.find { it.id == '%s' }.hold.reason".formatted(id), is("Case 117"));

    hold("engineer", project, id, "liftings").statusCode(403);
    hold("lead", project, id, "liftings").statusCode(201).body("hold", nullValue());

    erased(project, id);
    hold("auditor", project, id, "holds").statusCode(409);
    hold("auditor", project, UUID.randomUUID().toString(), "holds").statusCode(404);
    hold("auditor", project(), id, "holds").statusCode(404);
  }

  /** A use of a path that is none, which nothing can end. */
  private void spoilt(Project project, String id) {
    entities
        .createNativeQuery(
            """
            insert into artifact_use (id, project_id, path, digest, size, purpose, keep_until,
                   created_by, created_at)
            values (:id, :project, '../x', :digest, 1, 'EVALUATION', now() - interval '1 day',
                    'engineer', now() - interval '2 days')
            """)
        .setParameter("id", UUID.fromString(id))
        .setParameter("project", project.id())
        .setParameter("digest", digest(random(10)).value())
        .executeUpdate();
  }

  @Test
  void endsTheOthersWhereOneCannotBeEnded() {
    Project project = project();
    put(project, "test.csv", random(10)).statusCode(200);
    String id = UUID.randomUUID().toString();
    QuarkusTransaction.requiringNew().run(() -> spoilt(project, id));

    ended(project, "test.csv")
        .then()
        .body("items.find { it.path == 'test.csv' }.outcome", is("ERASED"))
        .body("items.find { it.id == '%s' }.outcome".formatted(id), nullValue());

    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery(
                        "update artifact_use set ended_at = now(), outcome = 'GONE' where id = :id")
                    .setParameter("id", UUID.fromString(id))
                    .executeUpdate());
  }

  private boolean someoneWaits() {
    return !entities
        .createNativeQuery(
            "select pid from pg_locks where locktype = 'advisory' and not granted", Tuple.class)
        .getResultList()
        .isEmpty();
  }

  /** So that an end that looked for data sets before does not miss this one. */
  @Test
  void letsADataSetBeRegisteredBeforeOrAfterAnEndOnly() {
    Project project = project();
    Map<String, Object> dataset =
        Map.of(
            "project_key",
            project.key(),
            "name",
            "test-rows",
            "version",
            "1",
            "digest",
            digest(random(10)).value(),
            "source",
            "https://example.org/data",
            "licence",
            "CC0-1.0",
            "personal_data",
            "NONE");

    CompletableFuture<Integer> registered =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  records.lock(project.id());
                  CompletableFuture<Integer> asked =
                      CompletableFuture.supplyAsync(
                          () ->
                              post("engineer", "/api/v1/datasets", dataset).extract().statusCode());
                  await().pollInSameThread().until(this::someoneWaits);
                  assertThat(asked).isNotDone();
                  return asked;
                });

    assertThat(registered).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(201);
  }

  @Test
  void leavesOtherBytesThatCameMeanwhile() {
    Project project = project();
    byte[] bytes = random(10);
    put(project, "test.csv", bytes).statusCode(200);
    String id =
        use("engineer", project, "test.csv", Instant.now().plusSeconds(1))
            .statusCode(201)
            .extract()
            .path("id");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                as("engineer")
                    .header("If-Match", tag(1, bytes))
                    .contentType("text/csv")
                    .body("label,prediction\n")
                    .put(files(project) + "/test.csv")
                    .statusCode(),
            is(200));

    ended(project, UUID.fromString(id)).then().body("items[0].outcome", is("GONE"));

    as("engineer").get(files(project) + "/test.csv").then().statusCode(200);
  }

  @Test
  void showsUsesToWhomTheFilesAreShown() {
    Project project = project();
    put(project, "test.csv", random(10)).statusCode(200);
    use("engineer", project, "test.csv", nextYear()).statusCode(201);

    uses("auditor", project).then().statusCode(200).body("items[0].outcome", nullValue());
    uses("engineer-2", project)
        .then()
        .statusCode(as("engineer-2").get(files(project)).statusCode());
    uses("operator", project).then().statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"engineer-2", "lead-2", "auditor", "ethics-reviewer"})
  void isStatedByContributorsOnly(String account) {
    Project project = project();
    put(project, "test.csv", random(10)).statusCode(200);

    use(account, project, "test.csv", nextYear()).statusCode(403);
  }

  @Test
  void refusesWhatIsNotThereAndTimesThatAreNone() {
    Project project = project();
    put(project, "test.csv", random(10)).statusCode(200);

    use("engineer", project, "none.csv", nextYear())
        .statusCode(404)
        .body("code", is("ARTIFACT_NOT_FOUND"));
    use("engineer", project, "../test.csv", nextYear()).statusCode(400);
    use("engineer", project, "test.csv", Instant.now().minusSeconds(1))
        .statusCode(422)
        .body("errors.pointer", hasItem("/keep_until"));
    use("engineer", project, "test.csv", Instant.now().plus(Duration.ofDays(4_000)))
        .statusCode(422);
  }
}
