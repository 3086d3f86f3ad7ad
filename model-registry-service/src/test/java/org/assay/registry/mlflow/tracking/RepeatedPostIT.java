package org.assay.registry.mlflow.tracking;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.assay.kit.testing.Tokens;
import org.junit.jupiter.api.Test;

/** What a client of MLflow sends again because it got no answer. */
@QuarkusTest
class RepeatedPostIT extends TrackingTestCase {

  private static final String WAITING =
      """
      select count(*) from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'
      """;

  @Inject DataSource database;

  @Test
  void doesTwiceWhatIsAskedForTwice() {
    Project project = project();
    String experiment = experiment(project);

    String first = run(project, experiment);
    String second = run(project, experiment);

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void doesOnceWhatIsSentAgainAfterItsConnectionBroke() throws SQLException, IOException {
    Project project = project();
    String experiment = experiment(project);
    String body =
        "{\"experiment_id\":\"%s\",\"run_name\":\"trial\",\"start_time\":5}".formatted(experiment);
    breakOff(project, experiment, body);
    String first = onlyRun(project, experiment);

    String again = created(project, body);
    assertThat(again).as("what was lost is answered").isEqualTo(first);
    await().until(() -> kept(again) == 0);
    assertThat(created(project, body)).as("what arrived is done again").isNotEqualTo(first);
  }

  /** As another copy of the service left it, whose process ended before it answered. */
  @Test
  void doesOnceWhatAProcessDidThatEndedBeforeItAnswered() throws SQLException {
    Project project = project();
    String experiment = experiment(project);
    String body =
        "{\"experiment_id\":\"%s\",\"run_name\":\"trial\",\"start_time\":5}".formatted(experiment);
    String first = created(project, body);
    await().until(() -> kept(first) == 0);
    insertAnswer(fingerprint("/runs/create", project, body), first);

    assertThat(created(project, body)).isEqualTo(first);
  }

  private void insertAnswer(byte[] request, String run) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into mlflow_answer (id, request, answer, kept_at)
                values (gen_random_uuid(), ?, ?, now() - interval '3 seconds')
                """)) {
      insert.setBytes(1, request);
      insert.setString(2, "{\"run\":{\"info\":{\"run_id\":\"%s\"}}}".formatted(run));
      insert.executeUpdate();
    }
  }

  private static byte[] fingerprint(String path, Project project, String body) {
    String request = String.join("\0", Tokens.subject("engineer"), API + path, project.key(), body);
    try {
      return MessageDigest.getInstance("SHA-256").digest(request.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** The request waits for the experiment's row, and its client goes away meanwhile. */
  private void breakOff(Project project, String experiment, String body)
      throws SQLException, IOException {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute(
          "select 1 from experiment where replace(cast(id as text), '-', '') = '%s' for update"
              .formatted(experiment));
      try (Socket client = new Socket("localhost", RestAssured.port)) {
        client.getOutputStream().write(request(project, body).getBytes(US_ASCII));
        await().until(() -> count(WAITING) > 0);
      }
      connection.rollback();
    }
  }

  private static String request(Project project, String body) {
    return String.join(
        "\r\n",
        "POST " + API + "/runs/create HTTP/1.1",
        "Host: a",
        "Authorization: Bearer " + Tokens.of("engineer"),
        "X-MLFLOW-WORKSPACE: " + project.key(),
        "Content-Type: application/json",
        "Content-Length: " + body.length(),
        "",
        body);
  }

  private String onlyRun(Project project, String experiment) {
    await().until(() -> found(project, experiment, "").size() == 1);
    return done(project, "/runs/search", Map.of("experiment_ids", java.util.List.of(experiment)))
        .getString("runs[0].info.run_id");
  }

  private static String created(Project project, String body) {
    return in(project, "engineer")
        .body(body)
        .post(API + "/runs/create")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString("run.info.run_id");
  }

  private long kept(String run) throws SQLException {
    return count("select count(*) from mlflow_answer where answer like '%" + run + "%'");
  }

  private long count(String query) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
