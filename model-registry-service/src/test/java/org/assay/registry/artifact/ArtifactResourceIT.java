package org.assay.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.assay.kit.event.EventLog;
import org.assay.kit.testing.Tokens;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files over HTTP: taken in, given out, listed, replaced and removed. */
@QuarkusTest
class ArtifactResourceIT extends ArtifactTestCase {

  private static final byte[] HELLO = "hello, world".getBytes(StandardCharsets.US_ASCII);

  private static @Nullable Project shared;

  @Inject EventLog events;
  @Inject Artifacts artifacts;

  @Inject ArtifactReading reading;

  @Test
  void givesOutWhatItTookIn() {
    Project project = project();
    byte[] bytes = random(300_000);

    String tag =
        put(project, "dir a/\u00fc/model.bin", bytes)
            .statusCode(200)
            .body("path", is("dir a/\u00fc/model.bin"))
            .body("digest", is(digest(bytes).value()))
            .body("size", is(bytes.length))
            .body("scan.verdict", is("NOT_APPLICABLE"))
            .body("stored_by.account", is("engineer"))
            .body("revision", is(1))
            .body("etag", is(tag(1, bytes)))
            .body("actions.allowed", contains(true, true, true))
            .extract()
            .header("ETag");

    Response got = as("auditor").get(files(project) + "/dir a/\u00fc/model.bin");
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.asByteArray()).isEqualTo(bytes);
    assertThat(got.header("ETag")).isEqualTo(tag(1, bytes));
    assertThat(tag).isEqualTo(tag(1, bytes));
    assertThat(got.header("Content-Length")).isEqualTo("300000");
    assertThat(got.header("Repr-Digest")).isEqualTo(ReprDigest.write(digest(bytes)));
    assertThat(got.header("Content-Disposition"))
        .isEqualTo("attachment; filename=model.bin; filename*=UTF-8''model.bin");
    assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(got.contentType()).isEqualTo("application/octet-stream");
  }

  /** As whoever follows a link to it: what it is saved as does not hang on what is accepted. */
  @ParameterizedTest
  @ValueSource(strings = {"text/html", "image/png", "application/json", "text/html, */*;q=0.1"})
  void givesOutBytesToBeSavedWhateverIsAccepted(String accepted) {
    Response got = as("engineer").accept(accepted).get(files(shared()) + "/f");

    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.asByteArray()).isEqualTo(HELLO);
    assertThat(got.contentType()).isEqualTo("application/octet-stream");
    assertThat(got.header("Content-Disposition")).startsWith("attachment");
    as("engineer")
        .accept(accepted)
        .get(files(shared()) + "/none")
        .then()
        .statusCode(404)
        .body("code", is("ARTIFACT_NOT_FOUND"));
  }

  @Test
  void takesAnEmptyFile() {
    Project project = project();

    put(project, "empty", new byte[0]).statusCode(200).body("size", is(0));

    assertThat(as("engineer").get(files(project) + "/empty").asByteArray()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-4, 206, hello, bytes 0-4/12",
    "bytes=7-, 206, world, bytes 7-11/12",
    "bytes=-5, 206, world, bytes 7-11/12",
    "'bytes=0-1,3-4', 200, 'hello, world',"
  })
  void givesOutARange(String range, int status, String text, String contentRange) {
    Project project = shared();

    Response got = as("engineer").header("Range", range).get(files(project) + "/f");

    assertThat(got.statusCode()).isEqualTo(status);
    assertThat(got.asString()).isEqualTo(text);
    assertThat(got.header("Content-Range")).isEqualTo(contentRange);
  }

  @Test
  void refusesARangeOutside() {
    Project project = project();
    put(project, "f", HELLO).statusCode(200);

    as("engineer")
        .header("Range", "bytes=12-")
        .get(files(project) + "/f")
        .then()
        .statusCode(416)
        .header("Content-Range", "bytes */12")
        .body("code", is("RANGE_NOT_SATISFIABLE"));
  }

  @Test
  void knowsWhatTheCallerHas() {
    Project project = project();
    put(project, "f", HELLO).statusCode(200);
    String tag = as("engineer").head(files(project) + "/f").header("ETag");

    Response had = as("engineer").header("If-None-Match", tag).get(files(project) + "/f");
    Response stale =
        as("engineer")
            .header("Range", "bytes=0-1")
            .header("If-Range", "\"9.0123456789abcdef\"")
            .get(files(project) + "/f");

    assertThat(had.statusCode()).isEqualTo(304);
    assertThat(had.asByteArray()).isEmpty();
    assertThat(stale.statusCode()).isEqualTo(200);
    assertThat(stale.asByteArray()).isEqualTo(HELLO);
  }

  @Test
  void replacesWhatTheCallerSawOnly() {
    Project project = project();
    String file = files(project) + "/f";
    put(project, "f", HELLO).statusCode(200);

    put(project, "f", HELLO).statusCode(412).body("revision", is(1));
    as("engineer").body(HELLO).put(file).then().statusCode(428);
    as("engineer").header("If-Match", tag(2, HELLO)).body(HELLO).put(file).then().statusCode(412);
    as("engineer")
        .header("If-Match", "1")
        .body(HELLO)
        .put(file)
        .then()
        .statusCode(400)
        .body("code", is("MALFORMED_CONDITION"));
    as("engineer")
        .header("If-Match", tag(1, HELLO))
        .body("other".getBytes(StandardCharsets.US_ASCII))
        .put(file)
        .then()
        .statusCode(200)
        .body("revision", is(2));

    assertThat(as("engineer").get(file).asString()).isEqualTo("other");
  }

  @Test
  void knowsAFileFromOneThatCameAfterItWasRemoved() {
    Project project = project();
    String file = files(project) + "/f";
    String seen = put(project, "f", HELLO).statusCode(200).extract().header("ETag");
    as("engineer").header("If-Match", seen).delete(file).then().statusCode(204);
    byte[] other = random(10);
    put(project, "f", other).statusCode(200).body("revision", is(1));

    as("engineer").header("If-Match", seen).body(HELLO).put(file).then().statusCode(412);
    as("engineer").header("If-Match", seen).delete(file).then().statusCode(412);

    assertThat(as("engineer").get(file).asByteArray()).isEqualTo(other);
  }

  @Test
  void removesAFileAndTellsSo() {
    Project project = project();
    put(project, "f", HELLO).statusCode(200);
    Artifact artifact = artifacts.at(project.id(), new ArtifactPath("f")).orElseThrow();

    as("engineer").delete(files(project) + "/f").then().statusCode(428);
    as("engineer")
        .header("If-Match", tag(1, HELLO))
        .delete(files(project) + "/f")
        .then()
        .statusCode(204);

    get("engineer", files(project) + "/f").statusCode(404).body("code", is("ARTIFACT_NOT_FOUND"));
    assertThat(events.history(artifact.id(), 0, 10))
        .extracting(event -> event.type().replaceAll(".*artifact\\.|\\.v1", ""))
        .containsExactly("scanned", "removed");
    assertThat(events.history(artifact.id(), 0, 10).getFirst().data().toString())
        .contains("NOT_APPLICABLE", digest(HELLO).value())
        .doesNotContain("\"f\"");
  }

  @Test
  void tellsWhatAPickleWouldImport() {
    Project project = project();
    byte[] pickle = "cos\nsystem\n(S'id'\ntR.".getBytes(StandardCharsets.US_ASCII);

    put(project, "model.pkl", pickle)
        .statusCode(200)
        .body("scan.verdict", is("DANGEROUS"))
        .body("scan.findings", contains("Imports os.system"));
  }

  @Test
  void listsAFolderByPages() {
    Project project = project();
    for (String path : new String[] {"b/2", "a", "b/1", "b0", "b/c/3"}) {
      put(project, path, HELLO).statusCode(200);
    }

    get("engineer", files(project)).body("items.path", contains("a", "b/1", "b/2", "b/c/3", "b0"));
    get("engineer", files(project) + "?folder=b")
        .body("items.path", contains("b/1", "b/2", "b/c/3"));
    String next =
        get("engineer", files(project) + "?folder=b&limit=2")
            .body("items.path", contains("b/1", "b/2"))
            .extract()
            .path("next");
    as("engineer")
        .urlEncodingEnabled(false)
        .get(next)
        .then()
        .body("items.path", contains("b/c/3"))
        .body("items", hasSize(1));
  }

  @Test
  void tellsChildrenWhateverLiesBelow() {
    Project project = project();
    for (String path : new String[] {"r/a/1", "r/a/2/x", "r/a.txt", "r/b", "r/\ud83d\ude80/z"}) {
      as("engineer")
          .header("If-None-Match", "*")
          .body(HELLO)
          .put(files(project) + "/" + path)
          .then()
          .statusCode(200);
    }

    assertThat(reading.children(project.id(), new ArtifactPath("r")))
        .containsExactly(
            new Artifacts.Child("a.txt", false, 12),
            new Artifacts.Child("a", true, 0),
            new Artifacts.Child("b", false, 12),
            new Artifacts.Child("\ud83d\ude80", true, 0));
    assertThat(reading.children(project.id(), null))
        .containsExactly(new Artifacts.Child("r", true, 0));
    assertThat(reading.children(project.id(), new ArtifactPath("r/b"))).isEmpty();
  }

  @Test
  void hasNoFileUnderAFileNorInPlaceOfAFolder() {
    Project project = project();
    put(project, "a/b", HELLO).statusCode(200);

    put(project, "a/b/c", HELLO).statusCode(409).body("code", is("ARTIFACT_PATH_TAKEN"));
    put(project, "a", HELLO).statusCode(409).body("code", is("ARTIFACT_PATH_TAKEN"));
  }

  @Test
  void refusesOtherBytesThanAnnounced() {
    Project project = project();

    as("engineer")
        .header("If-None-Match", "*")
        .header("Repr-Digest", ReprDigest.write(digest(random(5))))
        .body(HELLO)
        .put(files(project) + "/f")
        .then()
        .statusCode(422)
        .body("code", is("BYTES_MISMATCH"));
    as("engineer")
        .header("If-None-Match", "*")
        .header("Repr-Digest", ReprDigest.write(digest(HELLO)))
        .body(HELLO)
        .put(files(project) + "/f")
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2f..%2fetc%2fpasswd",
        "a/%2e%2e/%2e%2e/b",
        "a/../../../etc/passwd",
        "a%5c..%5cb",
        "%2fetc%2fpasswd",
        "a/",
        "a%00b",
        "a%0d%0ab",
        "a%E2%80%AEb",
        "a%C0%AFb",
        "C%3A/b",
        "u%CC%88"
      })
  void keepsNothingUnderAStrangePath(String path) {
    Project project = shared();

    int status =
        as("engineer")
            .urlEncodingEnabled(false)
            .header("If-None-Match", "*")
            .body(HELLO)
            .put(files(project) + "/" + path)
            .statusCode();

    assertThat(status).isIn(400, 404, 405);
    get("engineer", files(project) + "?folder=a").body("items", hasSize(0));
  }

  @Test
  void keepsNothingOfAnUploadThatBreaksOff() throws IOException {
    Project project = project();
    long before = storedFiles();

    try (Socket caller = connection()) {
      String head =
          "PUT %s/f HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nIf-None-Match: *\r\n"
              .formatted(files(project), Tokens.of("engineer"));
      caller
          .getOutputStream()
          .write((head + "Content-Length: 1000\r\n\r\nhalf").getBytes(StandardCharsets.US_ASCII));
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(() -> assertThat(storedFiles()).isGreaterThan(before));
    }

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(storedFiles()).isEqualTo(before));
    get("engineer", files(project)).body("items", hasSize(0));
  }

  @Test
  void answersTheManifestWhoseDigestTheFolderHas() {
    Project project = project();
    put(project, "model/b", HELLO).statusCode(200);
    put(project, "model/a", new byte[0]).statusCode(200);

    Response manifest = as("engineer").get(ARTIFACTS + project.key() + "/manifest?folder=model");

    assertThat(manifest.asString())
        .isEqualTo(
            "[{\"path\":\"a\",\"sha256\":\"%s\",\"size\":0},{\"path\":\"b\",\"sha256\":\"%s\",\"size\":12}]"
                .formatted(digest(new byte[0]).hex(), digest(HELLO).hex()));
    assertThat(manifest.header("Repr-Digest"))
        .isEqualTo(ReprDigest.write(digest(manifest.asByteArray())));
    get("engineer", ARTIFACTS + project.key() + "/manifest?folder=other").statusCode(404);
  }

  @ParameterizedTest
  @CsvSource({
    // who, read, write
    "engineer,             200, 200",
    "service-account-ci,   200, 200",
    "lead,                 200, 200",
    "engineer-2,           200, 403",
    "lead-2,               200, 403",
    "ethics-reviewer,      200, 403",
    "performance-reviewer, 200, 403",
    "auditor,              200, 403",
    "operator,             403, 403",
    "admin,                200, 403"
  })
  void givesARoleWhatTheTableSays(String account, int read, int write) {
    Project project = shared();
    put(project, account, HELLO).statusCode(200);
    String file = files(project) + "/" + account;

    assertThat(as(account).get(file).statusCode()).isEqualTo(read);
    assertThat(as(account).get(files(project)).statusCode()).isEqualTo(read);
    assertThat(as(account).get(ARTIFACTS + project.key() + "/manifest?folder=f").statusCode())
        .isEqualTo(read);
    assertThat(as(account).header("If-Match", tag(1, HELLO)).body(HELLO).put(file).statusCode())
        .isEqualTo(write);
    assertThat(as(account).header("If-Match", tag(2, HELLO)).delete(file).statusCode())
        .isEqualTo(write == 200 ? 204 : write);
  }

  @Test
  void hidesAForeignProject() {
    Project foreign = project(Map.of("engineer-2", "CONTRIBUTOR"));
    as("engineer-2")
        .header("If-None-Match", "*")
        .body(HELLO)
        .put(files(foreign) + "/f")
        .then()
        .statusCode(200);

    for (String path : new String[] {"/files/f", "/files", "/manifest?folder=f", "/uploads"}) {
      get("engineer", ARTIFACTS + foreign.key() + path)
          .statusCode(404)
          .body("code", is("PROJECT_NOT_FOUND"));
    }
    put(foreign, "g", HELLO).statusCode(404);
    as("engineer")
        .header("If-Match", tag(1, HELLO))
        .delete(files(foreign) + "/f")
        .then()
        .statusCode(404);
    get("engineer", ARTIFACTS + "no-such-project/files/f").statusCode(404);
  }

  @Test
  void asksWhoComesWithoutATokenForOne() {
    io.restassured.RestAssured.given()
        .get(ARTIFACTS + "any/files/f")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", startsWith("Bearer"));
    io.restassured.RestAssured.given()
        .body(HELLO)
        .put(ARTIFACTS + "any/files/f")
        .then()
        .statusCode(401)
        .body("detail", containsString("token"));
  }

  /** One project for the tests that ask the same of many values; it has the file f. */
  private static synchronized Project shared() {
    if (shared == null) {
      shared = project();
      put(shared, "f", HELLO).statusCode(200);
    }
    return shared;
  }

  private static long storedFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("target/artifacts"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
