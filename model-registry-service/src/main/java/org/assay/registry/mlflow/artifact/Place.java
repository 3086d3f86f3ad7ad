package org.assay.registry.mlflow.artifact;

import org.assay.contracts.name.ProjectKey;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.RequestedPath;
import org.assay.registry.mlflow.MlflowFailure;
import org.jspecify.annotations.Nullable;

/**
 * Where a path of the proxy leads.
 *
 * @param project the first segment, the key of a project
 * @param path what follows it, null for the project itself
 */
record Place(String project, @Nullable ArtifactPath path) {

  /** Segments of a target before such a path: api, 2.0, mlflow-artifacts, artifacts. */
  static final int BEFORE = 4;

  /**
   * Reads a path of the proxy.
   *
   * @throws org.assay.kit.problem.ProblemException 400 {@code MALFORMED_PATH} where what follows
   *     the project is no path by itself, such as one with a drive letter
   */
  static Place of(ArtifactPath whole) {
    int slash = whole.value().indexOf('/');
    return slash < 0
        ? new Place(whole.value(), null)
        : new Place(
            whole.value().substring(0, slash),
            RequestedPath.of(whole.value().substring(slash + 1)));
  }

  /**
   * Returns the path of a file or folder in the project.
   *
   * @throws MlflowFailure 400 for the project alone
   */
  ArtifactPath requirePath() {
    if (path == null) {
      throw MlflowFailure.invalid(
          "Invalid path. It begins with the key of a project (%s), and goes on with the path of a file."
              .formatted(ProjectKey.PATTERN));
    }
    return path;
  }
}
