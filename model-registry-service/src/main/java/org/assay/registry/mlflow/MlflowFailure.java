package org.assay.registry.mlflow;

import org.assay.kit.problem.ProblemException;

/** A refusal that MLflow has a code of its own for. */
public final class MlflowFailure extends ProblemException {

  /**
   * Makes a refusal.
   *
   * @param code the code that clients decide by
   * @param message what is wrong, and what would be accepted; clients show it as it is
   */
  public MlflowFailure(MlflowErrorCode code, String message) {
    super(code, message);
  }

  /** A value that cannot be accepted. */
  public static MlflowFailure invalid(String message) {
    return new MlflowFailure(MlflowErrorCode.INVALID_PARAMETER_VALUE, message);
  }

  /** Something that is not there for this caller. */
  public static MlflowFailure absent(String message) {
    return new MlflowFailure(MlflowErrorCode.RESOURCE_DOES_NOT_EXIST, message);
  }
}
