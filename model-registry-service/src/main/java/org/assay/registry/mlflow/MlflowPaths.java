package org.assay.registry.mlflow;

/**
 * Where MLflow's clients look. Each resource has one of these as its class's path: where one
 * class's path begins another's, the framework answers 404 to a method that does not apply.
 */
public final class MlflowPaths {

  /** Registered models, versions, experiments, runs, logged models. */
  public static final String API = "/api/2.0/mlflow";

  /** Artifacts through the server. */
  public static final String ARTIFACTS = "/api/2.0/mlflow-artifacts";

  /** What only newer clients ask for. */
  public static final String API_3 = "/api/3.0/mlflow";

  private MlflowPaths() {}

  /** Says whether a path is answered in MLflow's dialect. */
  static boolean isMlflow(String path) {
    return under(path, API) || under(path, ARTIFACTS) || under(path, API_3);
  }

  private static boolean under(String path, String base) {
    return path.startsWith(base)
        && (path.length() == base.length() || path.charAt(base.length()) == '/');
  }
}
