package org.assay.registry.mlflow;

import java.util.Optional;
import org.assay.contracts.name.ProjectKey;
import org.assay.registry.artifact.ArtifactPath;

/**
 * Where MLflow's clients are told that files lie: {@code mlflow-artifacts:/<project key>/<path>}.
 * They turn it into requests to this server, so the project stands in the path itself, whether or
 * not the client chose a workspace.
 *
 * @param project the project
 * @param path the file or folder in it
 */
public record ArtifactUri(ProjectKey project, ArtifactPath path) {

  private static final String SCHEME = "mlflow-artifacts:/";

  /**
   * Reads a location; empty for every one that is not here.
   *
   * @param text with or without an authority, which clients fill in ({@code
   *     mlflow-artifacts://host/x})
   */
  public static Optional<ArtifactUri> parse(String text) {
    if (!text.startsWith(SCHEME)) {
      return Optional.empty();
    }
    String path = text.substring(SCHEME.length());
    if (path.startsWith("/")) {
      int end = path.indexOf('/', 1);
      path = end < 0 ? "" : path.substring(end + 1);
    }
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    int slash = trimmed.indexOf('/');
    if (slash <= 0 || ArtifactPath.faultOf(trimmed.substring(slash + 1)).isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ArtifactUri(
              new ProjectKey(trimmed.substring(0, slash)),
              new ArtifactPath(trimmed.substring(slash + 1))));
    } catch (IllegalArgumentException noKey) {
      return Optional.empty();
    }
  }

  /** Returns the location as clients read it. */
  public String text() {
    return SCHEME + project.value() + "/" + path.value();
  }
}
