package org.assay.registry.artifact.use;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.testing.Tokens;
import org.assay.registry.artifact.ArtifactTestCase;
import org.jspecify.annotations.Nullable;

/** What the tests of uses of files share. */
abstract class FileUseTestCase extends ArtifactTestCase {

  @Inject UseEnding ending;
  @Inject EntityManager entities;

  protected static ValidatableResponse use(
      String account, Project project, String path, Instant until) {
    return as(account)
        .contentType("application/json")
        .body(Map.of("path", path, "purpose", "EVALUATION", "keep_until", until.toString()))
        .post(ARTIFACTS + project.key() + "/uses")
        .then();
  }

  protected static Instant nextYear() {
    return Instant.now().plus(Duration.ofDays(365));
  }

  protected static Response read(Project project, String id) {
    return given()
        .header(
            "Authorization",
            "Bearer "
                + Tokens.forAccount("service-account-assay-service").withRoles("service").token())
        .get(ARTIFACTS + project.key() + "/uses/" + id + "/content");
  }

  /** A use that is over in a moment; that is awaited, and its end followed. */
  protected Response ended(Project project, String path) {
    String id =
        use("engineer", project, path, Instant.now().plusSeconds(1))
            .statusCode(201)
            .extract()
            .path("id");
    return ended(project, UUID.fromString(id));
  }

  protected Response ended(Project project, UUID id) {
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

  /** Awaits that a use is over: from then on no service reads its file. */
  protected static void over(Project project, String id) {
    await().atMost(Duration.ofSeconds(30)).until(() -> read(project, id).statusCode(), is(404));
  }

  protected static Response uses(String account, Project project) {
    return as(account).get(ARTIFACTS + project.key() + "/uses");
  }

  /** A use that is over in a moment, for a version where one is named. */
  protected static String stated(Project project, @Nullable String version) {
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

  protected static Map<String, Object> asked(Instant until, @Nullable String version) {
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
  protected void keeps(Project project, String id) {
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

  protected void erased(Project project, String id) {
    ended(project, UUID.fromString(id))
        .then()
        .body("items.find { it.id == '%s' }.outcome".formatted(id), is("ERASED"));
  }

  protected static String versionOf(Project project) {
    return get("engineer", registeredVersion(registered(project, "scored"))).extract().path("id");
  }

  protected void change(String version, String sql) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery(sql)
                    .setParameter("version", UUID.fromString(version))
                    .executeUpdate());
  }
}
