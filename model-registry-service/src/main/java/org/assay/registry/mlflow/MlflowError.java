package org.assay.registry.mlflow;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.contracts.problem.Problem;
import org.assay.registry.RegistryProblem;

/**
 * A refusal as MLflow clients read it.
 *
 * @param errorCode the name of a {@link MlflowErrorCode}
 * @param message what is wrong, and what to do instead
 */
record MlflowError(String errorCode, String message) {

  /** Problems whose text names a run or a logged model, by an id that MLflow writes otherwise. */
  private static final Set<String> OF_RUNS =
      Set.of(
          RegistryProblem.RUN_NOT_FOUND.code(),
          RegistryProblem.RUN_DELETED.code(),
          RegistryProblem.RUN_FIXED.code(),
          RegistryProblem.LOGGED_MODEL_NOT_FOUND.code());

  private static final Pattern DASH_IN_ID = Pattern.compile("(?<=[0-9a-f]{4})-(?=[0-9a-f]{4})");

  /** Says what a problem says, its help included. */
  static MlflowError of(MlflowErrorCode code, Problem problem) {
    String message =
        Stream.concat(Stream.of(problem.detail()), problem.help().stream())
            .collect(Collectors.joining(" "));
    return new MlflowError(
        code.code(),
        OF_RUNS.contains(problem.code()) ? DASH_IN_ID.matcher(message).replaceAll("") : message);
  }
}
