package org.assay.local.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.assay.local.python.PythonEnvironment;

/**
 * {@code examples/mortgage/train_with_mlflow.py}, run as at its author's desk: only MLflow's own
 * variables say that the server is Assay.
 */
public final class MlflowScript {

  private static final String NAME = "train_with_mlflow.py";

  private final PythonEnvironment python;
  private final URI gateway;
  private final TokenSource tokens;

  /** Runs in this environment, as accounts whose tokens these are. */
  public MlflowScript(PythonEnvironment python, URI gateway, TokenSource tokens) {
    this.python = python;
    this.gateway = gateway;
    this.tokens = tokens;
  }

  /**
   * Runs it to its end with a project as its workspace, and tells what it prints.
   *
   * @throws StoryFailed if it ends with another code than 0
   */
  void run(Stage stage, String account, String project) {
    Path folder = MortgageModel.folder();
    stage
        .narrator()
        .command(
            ("MLFLOW_TRACKING_URI=%s MLFLOW_WORKSPACE=%s \\%n"
                    + "    MLFLOW_TRACKING_TOKEN=$(./assay token %s) \\%n"
                    + "    %s %s")
                .formatted(gateway, project, account, python.python(), folder.resolve(NAME)));
    int code =
        python.run(
            folder,
            NAME,
            Map.of(
                "MLFLOW_TRACKING_URI", gateway.toString(),
                "MLFLOW_WORKSPACE", project,
                "MLFLOW_TRACKING_TOKEN", tokens.tokenOf(account)),
            stage.narrator()::printed);
    if (code != 0) {
      throw new StoryFailed("%s ended with %d; its last lines say why.".formatted(NAME, code));
    }
  }
}
