package org.assay.registry.artifact.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.registry.version.Reviews;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of which no evaluation came is let go; that of an evaluation stays for its version. */
@QuarkusTest
class LetGoIT extends FileUseTestCase {

  private static final String MIGRATION = "/db/migration/V26__versions_of_earlier_uses.sql";

  /** The use of a file for a year, by a version where one is named. */
  private static String lasting(Project project, String path, @Nullable String version) {
    Map<String, Object> body = new HashMap<>(asked(nextYear(), version));
    body.put("path", path);
    return as("engineer")
        .contentType("application/json")
        .body(body)
        .post(ARTIFACTS + project.key() + "/uses")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** Plays an evaluation of a version by the file of a use, and awaits what is told last. */
  private static void evaluated(
      String path, String digest, @Nullable String use, String type, String state) {
    UUID evaluation = UUID.randomUUID();
    UUID of = use == null ? null : UUID.fromString(use);
    try (Reviews reviews = new Reviews(get("engineer", path).extract().jsonPath())) {
      reviews.evaluation(EventTypes.EVALUATION_REQUESTED, evaluation, 1, "QUEUED", digest, of);
      reviews.evaluation(type, evaluation, 2, state, digest, of);
    }
    await()
        .untilAsserted(() -> get("auditor", path + "/history").body("items.type", hasItem(type)));
  }

  private static Object shown(Project project, String id, String member) {
    return uses("auditor", project)
        .jsonPath()
        .get("items.find { it.id == '%s' }.%s".formatted(id, member));
  }

  /** As thirty days later. */
  private void thirtyDaysLater(String id) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery("update artifact_use set erase_from = now() where id = :id")
                    .setParameter("id", UUID.fromString(id))
                    .executeUpdate());
  }

  private void endsAnother(Project project) {
    String other = UUID.randomUUID() + ".csv";
    put(project, other, random(10)).statusCode(200);
    ended(project, other);
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED, org.assay.review.evaluation.failed.v1",
    "CANCELLED, org.assay.review.evaluation.cancelled.v1"
  })
  void letsTheFileGoOfWhichNoEvaluationCame(String state, String type) {
    Project project = project();
    String path = registeredVersion(registered(project, "scored"));
    String version = get("engineer", path).extract().path("id");
    byte[] bytes = random(10);
    put(project, "test.csv", bytes).statusCode(200);
    String id = lasting(project, "test.csv", version);
    isInReview(version);

    evaluated(path, digest(bytes).value(), id, type, state);

    assertThat(shown(project, id, "erase_from")).isNotNull();
    read(project, id).then().statusCode(404);
    endsAnother(project);
    assertThat(shown(project, id, "outcome")).as("it may be evaluated again first").isNull();
    as("engineer").get(files(project) + "/test.csv").then().statusCode(200);
    thirtyDaysLater(id);
    erased(project, id);
    as("engineer").get(files(project) + "/test.csv").then().statusCode(404);
  }

  private void isInReview(String version) {
    change(version, "update model_version set state = 'IN_REVIEW' where id = :version");
  }

  @Test
  void keepsTheFileOfAnEvaluationThatIsDone() {
    Project project = project();
    String path = registeredVersion(registered(project, "scored"));
    byte[] bytes = random(10);
    put(project, "test.csv", bytes).statusCode(200);
    String id = lasting(project, "test.csv", null);

    evaluated(path, digest(bytes).value(), id, EventTypes.EVALUATION_FINISHED, "DONE");

    assertThat(shown(project, id, "erase_from")).isNull();
    read(project, id).then().statusCode(200);
  }

  @Test
  void keepsWhatIsLetGoWhileItIsHeldOrUsedOtherwise() {
    Project project = project();
    String path = registeredVersion(registered(project, "scored"));
    byte[] bytes = random(10);
    put(project, "test.csv", bytes).statusCode(200);
    String failed = lasting(project, "test.csv", null);
    String again = lasting(project, "test.csv", null);
    byte[] held = random(10);
    put(project, "held.csv", held).statusCode(200);
    String holds = lasting(project, "held.csv", null);
    evaluated(path, digest(bytes).value(), failed, EventTypes.EVALUATION_FAILED, "FAILED");
    evaluated(path, digest(held).value(), holds, EventTypes.EVALUATION_FAILED, "FAILED");
    await().untilAsserted(() -> assertThat(shown(project, holds, "erase_from")).isNotNull());
    as("auditor")
        .contentType("application/json")
        .body(Map.of("reason", "Case 117"))
        .post(ARTIFACTS + project.key() + "/uses/" + holds + "/holds")
        .then()
        .statusCode(201)
        .body("erase_from", notNullValue());
    thirtyDaysLater(failed);
    thirtyDaysLater(holds);

    endsAnother(project);

    assertThat(shown(project, failed, "outcome")).isNull();
    assertThat(shown(project, holds, "outcome")).isNull();
    read(project, again).then().statusCode(200);
    as("engineer")
        .header("If-Match", tag(1, held))
        .delete(files(project) + "/held.csv")
        .then()
        .statusCode(409)
        .body("code", is("ARTIFACT_SEALED"));
  }

  /** As of an upgrade: what was stated before named no version. */
  @Test
  void givesEarlierUsesTheirVersion() throws SQLException, IOException {
    Project project = project();
    String path = registeredVersion(registered(project, "scored"));
    byte[] bytes = random(10);
    put(project, "test.csv", bytes).statusCode(200);
    put(project, "other.csv", random(10)).statusCode(200);
    byte[] unread = random(10);
    put(project, "unread.csv", unread).statusCode(200);
    String id = lasting(project, "test.csv", null);
    String other = lasting(project, "other.csv", null);
    String failed = lasting(project, "unread.csv", null);
    evaluated(path, digest(bytes).value(), id, EventTypes.EVALUATION_FINISHED, "DONE");
    evaluated(path, digest(unread).value(), null, EventTypes.EVALUATION_FAILED, "FAILED");

    migrate();

    assertThat(shown(project, id, "version_id"))
        .isEqualTo(get("engineer", path).extract().<String>path("id"));
    assertThat(shown(project, other, "version_id")).isNull();
    assertThat(shown(project, failed, "version_id")).as("no evaluation came of it").isNull();
  }

  private static void migrate() throws SQLException, IOException {
    try (InputStream script = Objects.requireNonNull(LetGoIT.class.getResourceAsStream(MIGRATION));
        Connection owner =
            DriverManager.getConnection(
                setting("quarkus.datasource.jdbc.url"),
                setting("quarkus.flyway.username"),
                setting("quarkus.flyway.password"));
        Statement statement = owner.createStatement()) {
      statement.executeUpdate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
