package org.assay.registry.mlflow;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.contracts.problem.Problem;

/**
 * A refusal as MLflow clients read it.
 *
 * @param errorCode the name of a {@link MlflowErrorCode}
 * @param message what is wrong, and what to do instead
 */
record MlflowError(String errorCode, String message) {

  /** Says what a problem says, its help included. */
  static MlflowError of(MlflowErrorCode code, Problem problem) {
    return new MlflowError(
        code.code(),
        Stream.concat(Stream.of(problem.detail()), problem.help().stream())
            .collect(Collectors.joining(" ")));
  }
}
