package org.assay.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assay.registry.artifact.store.ArtifactStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and files that somebody means ill with: refused at every door, and nothing is kept. */
@QuarkusTest
class HostileFileIT extends ArtifactTestCase {

  @Inject ArtifactStore store;

  /** Percent-encoded, as they stand in a target. */
  static Stream<String> names() {
    return Stream.of(
        "..%2fx", // a segment that leads up
        "a/%2e%2e/x",
        "a/%2E%2E%2Fx",
        "a/.%2e/x",
        "a/%2e/x",
        "a%2f%2fx", // an empty one
        "%2fetc%2fpasswd",
        "%5c..%5cx", // as Windows has it
        "a%5Cx",
        "c:%5cx",
        "C%3ax",
        "%c0%ae%c0%ae/x", // overlong
        "%e0%80%ae%e0%80%ae/x",
        "%c0%af",
        "%ed%a0%80x", // half of a surrogate pair
        "%ff%fe", // no UTF-8 at all
        "a%00x", // controls
        "a%0ax",
        "a%0dx",
        "a%7fx",
        "a%c2%85x",
        "a%e2%80%a8x", // line separator
        "a%e2%80%aex", // reordering and hiding ones
        "a%e2%81%a6x",
        "a%e2%80%8fx",
        "a%e2%80%8bx",
        "a%ef%bb%bfx",
        "u%cc%88"); // two spellings of one name
  }

  @ParameterizedTest
  @MethodSource("names")
  void keepsNothingUnderAHostileName(String name) {
    Project project = project();
    String mlflow = "/api/2.0/mlflow-artifacts/artifacts/" + project.key() + "/";

    for (String door : new String[] {files(project) + "/", mlflow}) {
      int status =
          as("engineer")
              .urlEncodingEnabled(false)
              .header("If-None-Match", "*")
              .body(random(10))
              .put(door + name)
              .statusCode();
      assertThat(status).as("PUT %s%s", door, name).isIn(400, 404, 405);
    }

    get("engineer", files(project)).statusCode(200).body("items", hasSize(0));
  }

  @ParameterizedTest
  @MethodSource("names")
  void beginsNoUploadUnderAHostileName(String name) {
    Project project = project();
    String written = new String(decoded(name), StandardCharsets.UTF_8);
    String uploads = ARTIFACTS + project.key() + "/uploads";

    int status =
        post("engineer", uploads, Map.of("path", written, "size", 10)).extract().statusCode();

    boolean harmless = written.indexOf('%') >= 0 || written.indexOf('\uFFFD') >= 0;
    assertThat(status).isIn(harmless ? new Integer[] {201, 400, 422} : new Integer[] {400, 422});
  }

  private static byte[] decoded(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int at = 0; at < name.length(); at++) {
      boolean escaped = name.substring(at).matches("(?s)%[0-9a-fA-F]{2}.*");
      bytes.write(escaped ? Integer.parseInt(name.substring(at + 1, at + 3), 16) : name.charAt(at));
      at += escaped ? 2 : 0;
    }
    return bytes.toByteArray();
  }

  @Test
  void keepsNothingOfABomb() throws IOException {
    Project project = project();
    byte[] bomb = zeros("weights.bin");
    String mlflow = "/api/2.0/mlflow-artifacts/artifacts/" + project.key() + "/model.zip";

    put(project, "model.zip", bomb)
        .statusCode(422)
        .body("code", is("FILE_UNPACKS_TOO_FAR"))
        .body("detail", containsString("unpack to 104857600"));
    as("engineer")
        .body(bomb)
        .put(mlflow)
        .then()
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"))
        .body("message", containsString("out of all proportion"));

    get("engineer", files(project)).statusCode(200).body("items", hasSize(0));
    assertThatThrownBy(() -> store.read(digest(bomb), 0)).isInstanceOf(IOException.class);
  }

  @Test
  void keepsNothingOfABombThatComesInParts() throws IOException {
    Project project = project();
    byte[] bomb = zeros("weights.bin");
    String uploads = ARTIFACTS + project.key() + "/uploads";
    String id =
        post("engineer", uploads, Map.of("path", "model.zip", "size", bomb.length))
            .statusCode(201)
            .extract()
            .path("id");
    as("engineer").body(bomb).put(uploads + "/" + id + "/parts/1").then().statusCode(200);

    as("engineer")
        .header("If-None-Match", "*")
        .post(uploads + "/" + id + "/completions")
        .then()
        .statusCode(422)
        .body("code", is("FILE_UNPACKS_TOO_FAR"));

    get("engineer", uploads + "/" + id).statusCode(404);
    get("engineer", uploads).body("items", hasSize(0));
    get("engineer", files(project)).body("items", hasSize(0));
    assertThatThrownBy(() -> store.read(digest(bomb), 0)).isInstanceOf(IOException.class);
  }

  /** As {@code numpy.savez_compressed} writes an array of which nearly nothing is not zero. */
  @Test
  void keepsAnArrayOfZeros() throws IOException {
    put(project(), "mask.npz", zeros("mask.npy"))
        .statusCode(200)
        .body("scan.verdict", is("SUSPICIOUS"));
  }

  /** An archive of 100 kB with an entry of 100 MB. */
  private static byte[] zeros(String entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      byte[] zeros = new byte[1 << 20];
      for (int part = 0; part < 100; part++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void tellsOfAnArchiveThatLeadsOutOfItsFolder() throws IOException {
    Project project = project();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("../../etc/cron.d/x"));
      zip.write(1);
      zip.closeEntry();
    }

    put(project, "model.zip", bytes.toByteArray())
        .statusCode(200)
        .body("scan.verdict", is("DANGEROUS"));
  }
}
