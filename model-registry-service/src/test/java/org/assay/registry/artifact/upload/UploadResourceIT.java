package org.assay.registry.artifact.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assay.kit.testing.Tokens;
import org.assay.registry.artifact.ArtifactTestCase;
import org.assay.registry.artifact.ReprDigest;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that come in parts. */
@QuarkusTest
class UploadResourceIT extends ArtifactTestCase {

  private static final int PART = 1 << 20;

  private static @Nullable Project shared;

  @Inject UploadExpiry expiry;
  @Inject DataSource database;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @ConfigProperty(name = "quarkus.flyway.username")
  String owner;

  @ConfigProperty(name = "quarkus.flyway.password")
  String password;

  private Project project;
  private byte[] file;
  private String path;

  /** Uploads do not meet, so their project is made once; each test's file lies by itself. */
  @BeforeEach
  void prepare() {
    project = shared();
    file = random(2 * PART + 100);
    path = "models/" + UUID.randomUUID();
  }

  private static synchronized Project shared() {
    if (shared == null) {
      shared = project();
    }
    return shared;
  }

  @Test
  void putsTheFileTogetherInWhateverOrderItsPartsCome() {
    String upload = begun(null);
    part(upload, 3).statusCode(200);
    part(upload, 1).statusCode(200).body("digest", is(digest(bytes(1)).value()));
    get("engineer", upload)
        .body("part_count", is(3))
        .body("parts.number", contains(1, 3))
        .body("digest", nullValue());
    completed(upload).statusCode(409).body("code", is("UPLOAD_INCOMPLETE"));
    part(upload, 2).statusCode(200);

    get("engineer", upload).body("digest", is(digest(file).value()));
    String location =
        completed(upload)
            .statusCode(201)
            .body("path", is(path))
            .body("digest", is(digest(file).value()))
            .extract()
            .header("Location");

    assertThat(as("engineer").get(location).asByteArray()).isEqualTo(file);
    get("engineer", upload).statusCode(404);
  }

  @Test
  void answersACompletionAgain() {
    String upload = begun(null);
    sendAll(upload);

    ValidatableResponse first = completedBy("key-of-" + upload, upload).statusCode(201);
    ValidatableResponse again = completedBy("key-of-" + upload, upload).statusCode(201);

    assertThat(again.extract().header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.extract().asString()).isEqualTo(first.extract().asString());
  }

  @Test
  void takesTheSamePartAgainAndNoOther() {
    String upload = begun(null);
    part(upload, 1).statusCode(200);

    part(upload, 1).statusCode(200);
    send(upload, 1, random(PART)).statusCode(409).body("code", is("PART_STORED"));
    part(upload, 2).statusCode(200);
    part(upload, 3).statusCode(200);

    get("engineer", upload).body("digest", is(digest(file).value()));
  }

  @Test
  void letsOneRequestSendAPart() throws IOException {
    String upload = begun(null);
    try (Socket slow = connection()) {
      OutputStream line = slow.getOutputStream();
      line.write(
          "PUT %s/parts/1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(upload, Tokens.of("engineer"), PART)
              .getBytes(StandardCharsets.US_ASCII));
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(
              () -> part(upload, 1).statusCode(409).body("code", is("PART_IN_PROGRESS")));
    }

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> part(upload, 1).statusCode(200));
  }

  @Test
  void refusesAPartOfAnotherLengthOrDigest() {
    String upload = begun(null);

    send(upload, 1, random(PART - 1)).statusCode(400).body("code", is("UPLOAD_BROKEN"));
    send(upload, 1, random(PART + 1)).statusCode(400).body("code", is("UPLOAD_BROKEN"));
    send(upload, 0, random(PART)).statusCode(422);
    send(upload, 4, random(PART)).statusCode(422);
    as("engineer")
        .header("Repr-Digest", ReprDigest.write(digest(file)))
        .body(bytes(1))
        .put(upload + "/parts/1")
        .then()
        .statusCode(422)
        .body("code", is("BYTES_MISMATCH"));
    get("engineer", upload).body("parts", hasSize(0));
  }

  @Test
  void refusesAWholeOfAnotherDigestThanAnnounced() {
    String upload = begun(digest(random(5)).value());
    sendAll(upload);

    completed(upload).statusCode(422).body("code", is("BYTES_MISMATCH"));

    get("engineer", files(project) + "/" + path).statusCode(404);
  }

  @Test
  void takesAWholeOfTheDigestAnnounced() {
    String upload = begun(digest(file).value());
    sendAll(upload);

    completed(upload).statusCode(201);
  }

  @Test
  void forgetsWhatIsGivenUp() {
    String upload = begun(null);
    part(upload, 1).statusCode(200);

    as("engineer").delete(upload).then().statusCode(204);

    get("engineer", upload).statusCode(404).body("code", is("UPLOAD_NOT_FOUND"));
    part(upload, 2).statusCode(404);
    as("engineer").delete(upload).then().statusCode(404);
  }

  @Test
  void belongsToItsProjectOnly() {
    String upload = begun(null);
    String id = upload.substring(upload.lastIndexOf('/') + 1);
    Project other = project();
    String elsewhere = ARTIFACTS + other.key() + "/uploads/" + id;

    get("engineer", elsewhere).statusCode(404);
    part(elsewhere, 1).statusCode(404);
    completed(elsewhere).statusCode(404);
    as("engineer").delete(elsewhere).then().statusCode(404);
    get("engineer", upload).statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "engineer-2, 403",
    "auditor, 403",
    "ethics-reviewer, 403",
    "operator, 403",
    "lead, 200"
  })
  void isForContributors(String account, int status) {
    String upload = begun(null);

    assertThat(as(account).get(upload).statusCode()).isEqualTo(status);
    assertThat(as(account).get(uploads()).statusCode()).isEqualTo(status);
    assertThat(as(account).body(bytes(1)).put(upload + "/parts/1").statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "size, 0, 422",
    "size, 30000000000, 413",
    "part_size, 1000, 422",
    "path, ../x, 400",
    "path, '', 422",
    "digest, sha256:ab, 422"
  })
  void refusesABadMember(String member, String value, int status) {
    Map<String, Object> asked = new HashMap<>(Map.of("path", "f", "size", 10));
    asked.put(member, value.matches("\\d+") ? (Object) Long.valueOf(value) : value);

    post("engineer", uploads(), asked).statusCode(status);
    get("engineer", uploads()).body("items.findAll { it.path == 'f' }", hasSize(0));
  }

  @Test
  void leavesThePartsToTheCopyThatPutsThemTogether() throws SQLException {
    String upload = begun(null);
    part(upload, 1).statusCode(200);
    part(upload, 2).statusCode(200);
    turn(upload, "now() + interval '1 minute'");

    part(upload, 3).statusCode(200);
    completed(upload)
        .statusCode(409)
        .header("Retry-After", is("5"))
        .body("code", is("UPLOAD_INCOMPLETE"))
        .body("detail", startsWith("All parts are there"));
    get("engineer", upload).body("digest", nullValue()).body("assembled", is(0));
    turn(upload, "now() - interval '1 second'");

    Awaitility.await().until(() -> completed(upload).extract().statusCode() == 201);
    assertThat(as("engineer").get(files(project) + "/" + path).asByteArray()).isEqualTo(file);
  }

  /** What another copy of the service notes while this one still takes the same part in. */
  @ParameterizedTest
  @CsvSource({"true, 200", "false, 409"})
  void takesOneOfTwoUploadsOfAPart(boolean equal, int status) throws Exception {
    String upload = begun(null);
    try (Socket slow = connection()) {
      OutputStream line = slow.getOutputStream();
      line.write(
          "PUT %s/parts/1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(upload, Tokens.of("engineer"), PART)
              .getBytes(StandardCharsets.US_ASCII));
      line.write(bytes(1), 0, PART / 2);
      line.flush();
      Awaitility.await().until(() -> part(upload, 1).extract().statusCode() == 409);
      execute(
          "insert into artifact_part (upload_id, number, digest, size, handle)"
              + " values ('%s', 1, '%s', %d, 'part-elsewhere')"
                  .formatted(id(upload), digest(equal ? bytes(1) : random(PART)), PART));
      line.write(bytes(1), PART / 2, PART - PART / 2);
      line.flush();

      String answer =
          new BufferedReader(
                  new InputStreamReader(slow.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      assertThat(answer).startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void keepsNothingOfAPartThatBreaksOff() throws IOException {
    String upload = begun(null);
    Path folder = Path.of("target/artifacts/incoming/upload-" + id(upload));
    try (Socket slow = connection()) {
      slow.getOutputStream()
          .write(
              "PUT %s/parts/1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\nhalf"
                  .formatted(upload, Tokens.of("engineer"), PART)
                  .getBytes(StandardCharsets.US_ASCII));
      Awaitility.await().until(() -> !isEmpty(folder));
    }

    Awaitility.await().until(() -> isEmpty(folder));
    get("engineer", upload).body("parts", hasSize(0));
  }

  @Test
  void givesUpWhatIsOldUnlessSomebodyCompletesIt() throws SQLException {
    String old = begun(null);
    part(old, 1).statusCode(200);
    path = "models/" + UUID.randomUUID();
    String completing = begun(null);
    sendAll(completing);
    try (Connection connection = DriverManager.getConnection(url, owner, password);
        Statement sql = connection.createStatement()) {
      sql.execute("update artifact_upload set created_at = now() - interval '8 days'");
    }

    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute(
          "select 1 from artifact_upload where id = '%s' for update".formatted(id(completing)));
      expiry.expire();
      connection.rollback();
    }

    get("engineer", old).statusCode(404);
    assertThat(Path.of("target/artifacts/incoming/upload-" + id(old))).doesNotExist();
    completed(completing).statusCode(201);
    assertThat(as("engineer").get(files(project) + "/" + path).asByteArray()).isEqualTo(file);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static String id(String upload) {
    return upload.substring(upload.lastIndexOf('/') + 1);
  }

  private void turn(String upload, String until) throws SQLException {
    execute(
        "update artifact_upload set assembler = gen_random_uuid(), assembler_until = %s where id = '%s'"
            .formatted(until, id(upload)));
  }

  private void execute(String statement) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private String uploads() {
    return ARTIFACTS + project.key() + "/uploads";
  }

  private String begun(@Nullable String digest) {
    Map<String, Object> asked =
        new HashMap<>(Map.of("path", path, "size", file.length, "part_size", PART));
    if (digest != null) {
      asked.put("digest", digest);
    }
    return post("engineer", uploads(), asked).statusCode(201).extract().header("Location");
  }

  private byte[] bytes(int part) {
    return Arrays.copyOfRange(file, (part - 1) * PART, Math.min(part * PART, file.length));
  }

  private void sendAll(String upload) {
    for (int part = 1; part <= 3; part++) {
      part(upload, part).statusCode(200);
    }
  }

  private ValidatableResponse part(String upload, int number) {
    return send(upload, number, bytes(number));
  }

  private static ValidatableResponse send(String upload, int number, byte[] bytes) {
    return as("engineer")
        .contentType("application/octet-stream")
        .body(bytes)
        .put(upload + "/parts/" + number)
        .then();
  }

  private static ValidatableResponse completed(String upload) {
    return completedBy(UUID.randomUUID().toString(), upload);
  }

  private static ValidatableResponse completedBy(String key, String upload) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + Tokens.of("engineer"))
        .header("Idempotency-Key", key)
        .header("If-None-Match", "*")
        .post(upload + "/completions")
        .then();
  }
}
