package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assay.local.python.Python;
import org.assay.local.python.PythonEnvironment;
import org.assay.local.python.PythonMissing;
import org.junit.jupiter.api.Assumptions;

/**
 * The real {@code mlflow} package of a line of releases, in a virtual environment under {@code
 * target}; the scripts that use it lie in {@code verification/mlflow}.
 */
enum MlflowPython {
  /** The newest 2.x, whose clients know no workspaces. */
  MLFLOW_2("verification/mlflow/requirements-2.txt"),
  /** The newest 3.x. */
  MLFLOW_3("verification/mlflow/requirements-3.txt");

  private final Path requirements;

  MlflowPython(String requirements) {
    this.requirements = DocumentationE2E.root().resolve(requirements);
  }

  /**
   * The environment, made where it is not there; skips the test where the machine has no Python.
   */
  PythonEnvironment environment() {
    Path folder = Path.of("target", "python", name().toLowerCase(Locale.ROOT));
    try {
      return PythonEnvironment.in(
          folder.toAbsolutePath(),
          Python.find(System.getenv()),
          requirements,
          line -> System.out.println("[mlflow] " + line));
    } catch (PythonMissing missing) {
      System.out.println("[mlflow] SKIPPED, nothing of MLflow's client is tried: " + missing);
      return Assumptions.abort(missing.toString());
    }
  }

  /**
   * Runs a script of {@code verification/mlflow} in a new project, and insists that it ends well.
   *
   * @return what it printed
   */
  String run(String script, Whole whole) {
    PythonEnvironment python = environment();
    String project = whole.setting().project();
    whole.setting().member(project, "ci", "CONTRIBUTOR");
    Map<String, String> variables = new HashMap<>();
    variables.put("MLFLOW_TRACKING_URI", whole.gatewayUrl());
    variables.put("ASSAY_PROJECT", project);
    variables.put("ASSAY_TOKEN_LEAD", freshToken(whole, "lead"));
    variables.put("ASSAY_TOKEN_CONTRIBUTOR", freshToken(whole, "engineer"));
    variables.put("ASSAY_TOKEN_OTHER", freshToken(whole, "engineer-2"));
    variables.put("ASSAY_OTHER", "engineer-2");
    variables.put("ASSAY_MACHINE", "ci:ci");
    List<String> printed = new ArrayList<>();
    int code =
        python.run(
            DocumentationE2E.root().resolve("verification/mlflow"),
            script,
            variables,
            line -> {
              System.out.println("[" + this + "] " + line);
              printed.add(line);
            });
    String told = String.join("\n", printed);
    assertThat(code).as(told).isZero();
    return told;
  }

  /** One that lasts its whole five minutes. */
  private static String freshToken(Whole whole, String account) {
    return whole.tokens().signIn(account).path("access_token").asText();
  }

  /** What stands before the usual {@code PATH} so that {@code python} is this one. */
  String path() {
    return environment().python().getParent() + File.pathSeparator + System.getenv("PATH");
  }
}
