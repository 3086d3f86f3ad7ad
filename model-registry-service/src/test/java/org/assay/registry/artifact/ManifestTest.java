package org.assay.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assay.contracts.name.Digest;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class ManifestTest {

  private static final Path EXAMPLE = Path.of("../examples/mortgage");

  /** The example's manifest was made by Python, and checked by sha256sum. */
  @Test
  void equalsTheExamplesByteForByte() throws Exception {
    Manifest manifest =
        new Manifest(Stream.of("predict.py", "model.json").map(ManifestTest::ofExample).toList());

    assertThat(manifest.bytes()).isEqualTo(Files.readAllBytes(EXAMPLE.resolve("manifest.json")));
    assertThat(manifest.digest().value())
        .isEqualTo(Files.readString(EXAMPLE.resolve("manifest.digest")).strip());
  }

  @Test
  void isTheCanonicalJsonOfRfc8785() throws IOException {
    List<String> paths = List.of("\ud83d\ude80/\uff5e", "a \"b\"", "dir/\u00fc", "z'%&<>\u2030");
    Manifest manifest = new Manifest(paths.stream().map(ManifestTest::entry).toList());

    assertThat(new String(manifest.bytes(), StandardCharsets.UTF_8)).isEqualTo(oracle(manifest));
  }

  @Test
  void doesNotDependOnTheOrderOfItsEntries() {
    Manifest one = new Manifest(List.of(entry("a"), entry("b")));

    assertThat(new Manifest(List.of(entry("b"), entry("a"))).digest()).isEqualTo(one.digest());
  }

  @Test
  void namesEachPathOnce() {
    List<Manifest.Entry> twice = List.of(entry("a"), entry("a"));

    assertThatThrownBy(() -> new Manifest(twice)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Manifest.Entry entry(String path) {
    return new Manifest.Entry(
        new ArtifactPath(path), new Digest("sha256:" + "0f".repeat(32)), 1L << 40);
  }

  private static Manifest.Entry ofExample(String name) {
    try {
      byte[] bytes = Files.readAllBytes(EXAMPLE.resolve("model").resolve(name));
      Digest digest = Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new Manifest.Entry(new ArtifactPath(name), digest, bytes.length);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String oracle(Manifest manifest) throws IOException {
    List<Map<String, Object>> entries =
        manifest.entries().stream()
            .map(
                entry ->
                    Map.<String, Object>of(
                        "size",
                        entry.size(),
                        "sha256",
                        entry.digest().hex(),
                        "path",
                        entry.path().value()))
            .toList();
    return new JsonCanonicalizer(json(entries)).getEncodedString();
  }

  private static String json(Object value) throws JsonProcessingException {
    return new JsonMapper().writeValueAsString(value);
  }
}
