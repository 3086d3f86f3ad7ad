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
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.assay.kit.testing.Tokens;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.ArtifactRecords;
import org.assay.registry.artifact.Sealing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file in use stays, and the services of the installation read it and nothing else. */
@QuarkusTest
class FileUseIT extends FileUseTestCase {

  @Inject Sealing sealing;
  @Inject ArtifactRecords records;

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
  void forgetsWhatIsOnlyTried() {
    Project project = project();
    byte[] bytes = random(1000);
    put(project, "test.csv", bytes).statusCode(200);

    as("engineer")
        .contentType("application/json")
        .body(asked(nextYear(), null))
        .post(ARTIFACTS + project.key() + "/uses?validate_only=true")
        .then()
        .statusCode(200)
        .body("digest", is(digest(bytes).value()))
        .body("size", is(1000));

    uses("engineer", project).then().body("items", hasSize(0));
    as("engineer")
        .header("If-Match", tag(1, bytes))
        .delete(files(project) + "/test.csv")
        .then()
        .statusCode(204);
    as("engineer")
        .contentType("application/json")
        .body(asked(nextYear(), null))
        .post(ARTIFACTS + project.key() + "/uses?validate_only=true")
        .then()
        .statusCode(404)
        .body("code", is("ARTIFACT_NOT_FOUND"));
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
