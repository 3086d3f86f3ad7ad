package org.assay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What {@code examples/mortgage/train.py} wrote, as far as the story needs it.
 *
 * @param digest the digest of the model's canonical manifest
 * @param metrics its metrics on the test rows, by name
 * @param trainingData the digest of the data it was trained on
 * @param predictions what it says of the test rows, and what happened
 */
public record MortgageModel(
    String digest, JsonNode metrics, String trainingData, Path predictions) {

  private static final Path FOLDER = Path.of("examples", "mortgage");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * Reads it from the repository that the working directory, or the system property {@code
   * assay.root}, is in.
   */
  public static MortgageModel find() {
    return read(folder());
  }

  /** Reads its second version, which mitigates what the first one comes to. */
  static MortgageModel second() {
    return read(folder().resolve("second"));
  }

  /** The repository's folder. */
  static Path root() {
    return folder().resolve("..").resolve("..").normalize();
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
          measured.at("/data/digest").asText(),
          folder.resolve("test_predictions.csv"));
    } catch (IOException e) {
      throw new UncheckedIOException("the example in " + folder + " cannot be read", e);
    }
  }

  /** What training wrote into a file of the example, to be sent as it is. */
  static ObjectNode written(String file) {
    try {
      return new ObjectMapper().readValue(folder().resolve(file).toFile(), ObjectNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " of the example cannot be read", e);
    }
  }

  /** The digest of a file of the example. */
  static String digestOf(String file) {
    try {
      byte[] bytes = Files.readAllBytes(folder().resolve(file));
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " of the example cannot be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** What registers the model in a project under a name. */
  ObjectNode registration(String project, String name) {
    return JSON.objectNode()
        .put("name", name)
        .put("project_key", project)
        .put("kind", "TABULAR")
        .put(
            "intended_use",
            "Points a loan officer to applications that are likely to be denied; decides nothing");
  }

  /** What registers it as a version. */
  ObjectNode version() {
    ObjectNode version =
        JSON.objectNode()
            .put("digest", digest)
            .put("source_revision", "examples/mortgage/train.py")
            .put("framework", "scikit-learn 1.9.1")
            .put("task", "binary-classification");
    version.putArray("training_data").add(trainingData);
    version.set("metrics", metrics);
    version.putArray("authors").add("engineer");
    return version;
  }
}
