package org.assay.gateway.problem;

import java.util.List;
import java.util.Optional;

/**
 * The paths of MLflow's clients: they are the registry's, draw from a bucket of their own, and are
 * refused in the shape that those clients read.
 */
public final class MlflowPath {

  private static final List<String> BASES =
      List.of("/api/2.0/mlflow", "/api/2.0/mlflow-artifacts", "/api/3.0/mlflow");

  private MlflowPath() {}

  /**
   * Returns the segment that limits of single paths are named by, empty for every other path.
   *
   * @param path the path as it was sent, percent-encoded
   */
  public static Optional<String> kindOf(String path) {
    return BASES.stream()
        .filter(base -> path.startsWith(base + "/"))
        .map(base -> base.substring(base.lastIndexOf('/') + 1))
        .findFirst();
  }
}
