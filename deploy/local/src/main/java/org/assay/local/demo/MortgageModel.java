package org.assay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What {@code examples/mortgage/train.py} wrote, as far as the story needs it.
 *
 * @param digest the digest of the model's canonical manifest
 * @param metrics its metrics on the test rows, by name
 * @param trainingData the digest of the data it was trained on
 */
public record MortgageModel(String digest, JsonNode metrics, String trainingData) {

  private static final Path FOLDER = Path.of("examples", "mortgage");

  /**
   * Reads it from the repository that the working directory, or the system property {@code
   * assay.root}, is in.
   */
  public static MortgageModel find() {
    return read(folder());
  }

  /** The example's folder, found as {@link #find} says. */
  public static Path folder() {
    String root = System.getProperty("assay.root", "");
    Path from = Path.of(root).toAbsolutePath();
    for (Path folder = from; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(FOLDER).resolve("manifest.digest"))) {
        return folder.resolve(FOLDER);
      }
    }
    throw new StoryFailed("There is no " + FOLDER + " in " + from + " or above it.");
  }

  /** Reads it from a folder with {@code manifest.digest} and {@code metrics.json}. */
  public static MortgageModel read(Path folder) {
    try {
      JsonNode measured = new ObjectMapper().readTree(folder.resolve("metrics.json").toFile());
      return new MortgageModel(
          Files.readString(folder.resolve("manifest.digest")).strip(),
          measured.path("metrics"),
          measured.at("/data/digest").asText());
    } catch (IOException e) {
      throw new UncheckedIOException("the example in " + folder + " cannot be read", e);
    }
  }
}
