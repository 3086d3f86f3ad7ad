package org.assay.registry.artifact;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.assay.kit.testing.Tokens;
import org.junit.jupiter.api.Test;

/** Bounds, with small numbers for the large ones of a real installation. */
@QuarkusTest
@TestProfile(QuotaIT.Small.class)
class QuotaIT extends ArtifactTestCase {

  @Inject DataSource database;

  /** 100 kB a project, 60 kB a file. */
  public static final class Small implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "assay.artifact.project-quota", "100000",
          "assay.artifact.max-file-size", "60000",
          "assay.artifact.uploads-per-project", "1");
    }
  }

  @Test
  void refusesAFileThatIsTooLargeByItsLengthAndOnTheWay() {
    Project project = project();

    put(project, "f", random(60_001)).statusCode(413).body("code", is("PAYLOAD_TOO_LARGE"));
    chunked(project, "f", 60_001).statusCode(413).body("code", is("PAYLOAD_TOO_LARGE"));
    get("engineer", files(project)).body("items", hasSize(0));
    chunked(project, "f", 60_000).statusCode(200);
  }

  @Test
  void refusesWhatIsOverTheQuotaByItsLengthAndOnTheWay() {
    Project project = project();
    byte[] bytes = random(60_000);
    put(project, "a", bytes).statusCode(200);

    put(project, "b", random(40_001)).statusCode(507).body("code", is("QUOTA_EXCEEDED"));
    chunked(project, "b", 40_001).statusCode(507).body("code", is("QUOTA_EXCEEDED"));
    put(project, "b", random(40_000)).statusCode(200);
    put(project, "c", random(1)).statusCode(507);

    as("engineer")
        .header("If-Match", tag(1, bytes))
        .delete(files(project) + "/a")
        .then()
        .statusCode(204);
    put(project, "c", random(60_000)).statusCode(200);
  }

  @Test
  void countsAnUploadUnderWay() {
    Project project = project();
    String uploads = ARTIFACTS + project.key() + "/uploads";
    String upload =
        post("engineer", uploads, Map.of("path", "a", "size", 60_000))
            .statusCode(201)
            .extract()
            .header("Location");

    put(project, "b", random(40_001)).statusCode(507);
    post("engineer", uploads, Map.of("path", "b", "size", 10))
        .statusCode(409)
        .body("code", is("TOO_MANY_UPLOADS"));
    as("engineer").delete(upload).then().statusCode(204);

    put(project, "b", random(40_001)).statusCode(200);
  }

  @Test
  void countsAFileOnItsWay() throws IOException {
    Project project = project();

    try (Socket slow = connection()) {
      String head =
          "PUT %s/a HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nIf-None-Match: *\r\n"
              .formatted(files(project), Tokens.of("engineer"));
      slow.getOutputStream()
          .write((head + "Content-Length: 60000\r\n\r\nhalf").getBytes(StandardCharsets.US_ASCII));
      await().until(() -> promised(project) == 60_000);

      put(project, "b", random(40_001)).statusCode(507).body("code", is("QUOTA_EXCEEDED"));
      post("engineer", ARTIFACTS + project.key() + "/uploads", Map.of("path", "b", "size", 40_001))
          .statusCode(507);
      put(project, "c", random(40_000)).statusCode(200);
    }

    await().until(() -> promised(project) == 0);
    put(project, "b", random(60_000)).statusCode(200);
  }

  private long promised(Project project) {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select coalesce(sum(bytes), 0) from artifact_reservation where project_id = ?")) {
      query.setObject(1, project.id());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static io.restassured.response.ValidatableResponse chunked(
      Project project, String path, int size) {
    return as("engineer")
        .header("If-None-Match", "*")
        .contentType("application/octet-stream")
        .body(new ByteArrayInputStream(random(size)))
        .put(files(project) + "/" + path)
        .then();
  }
}
