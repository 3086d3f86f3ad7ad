package org.assay.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed example is what its digest says, without Python. */
class MortgageModelTest {

  private static final Path EXAMPLE =
      Path.of("..", "..", "examples", "mortgage").toAbsolutePath().normalize();

  @Test
  void theDigestIsThatOfTheManifest() throws Exception {
    assertThat(MortgageModel.read(EXAMPLE).digest())
        .isEqualTo("sha256:" + sha256(EXAMPLE.resolve("manifest.json")));
  }

  @Test
  void theManifestNamesExactlyTheFilesOfTheModel() throws Exception {
    JsonNode manifest = new ObjectMapper().readTree(EXAMPLE.resolve("manifest.json").toFile());
    Path model = EXAMPLE.resolve("model");
    assertThat(manifest.findValuesAsText("path")).isEqualTo(namesIn(model));
    for (JsonNode entry : manifest) {
      Path file = model.resolve(entry.path("path").asText());
      assertThat(entry.path("size").asLong()).isEqualTo(Files.size(file));
      assertThat(entry.path("sha256").asText()).isEqualTo(sha256(file));
    }
  }

  @Test
  void theMetricsAreNumbersBetweenZeroAndOne() {
    MortgageModel model = MortgageModel.read(EXAMPLE);
    assertThat(model.metrics().properties().stream().map(metric -> metric.getKey()).toList())
        .contains("accuracy", "precision", "recall", "f1", "roc_auc");
    assertThat(model.metrics())
        .allSatisfy(value -> assertThat(value.asDouble(-1)).isBetween(0.0, 1.0));
    assertThat(model.trainingData()).matches("sha256:[0-9a-f]{64}");
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private static String sha256(Path file) throws IOException, GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(hash);
  }
}
