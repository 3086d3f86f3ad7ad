package org.assay.registry.artifact.use;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.testing.Tokens;
import org.assay.registry.artifact.ArtifactTestCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file in use stays, and the services of the installation read it and nothing else. */
@QuarkusTest
class FileUseIT extends ArtifactTestCase {

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
