package org.assay.registry.mlflow;

import java.util.Optional;
import org.assay.contracts.name.ProjectKey;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.experiment.Experiment;

/**
 * Where MLflow's clients are told that files lie: {@code mlflow-artifacts:/<project key>/<path>}.
 * They turn it into requests to this server, so the project stands in the path itself, whether or
 * not the client chose a workspace.
 *
 * @param project the project
 * @param path the file or folder in it
 */
public record ArtifactUri(ProjectKey project, ArtifactPath path) {

  /** What the address of every file that is kept here begins with. */
  public static final String SCHEME = Experiment.FILES_HERE;

  private static final String READ_OTHERWISE = "?#%";

  /**
   * Reads a location; empty for every one that is not here, or that clients may read as another:
   * they load from the host that an authority names ({@code mlflow-artifacts://host/x}), drop what
   * follows {@code ?} or {@code #}, and decode {@code %}.
   */
  public static Optional<ArtifactUri> parse(String text) {
    if (!text.startsWith(SCHEME) || text.chars().anyMatch(c -> READ_OTHERWISE.indexOf(c) >= 0)) {
      return Optional.empty();
    }
    String path = text.substring(SCHEME.length());
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
