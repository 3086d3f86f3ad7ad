package org.assay.registry.mlflow;

import java.util.Set;
import org.assay.contracts.problem.CommonProblem;
import org.assay.contracts.problem.Problem;
import org.assay.contracts.problem.ProblemType;
import org.assay.registry.RegistryProblem;

/**
 * The error codes of MLflow that are answered here, each with its status as MLflow's own server has
 * it ({@code mlflow/exceptions.py}): clients decide by them whether to try again.
 */
public enum MlflowErrorCode implements ProblemType {
  BAD_REQUEST(400),
  INVALID_PARAMETER_VALUE(400),
  RESOURCE_ALREADY_EXISTS(400),
  UNAUTHENTICATED(401),
  PERMISSION_DENIED(403),
  RESOURCE_DOES_NOT_EXIST(404),
  ENDPOINT_NOT_FOUND(404),
  RESOURCE_CONFLICT(409),
  REQUEST_LIMIT_EXCEEDED(429),
  INTERNAL_ERROR(500),
  NOT_IMPLEMENTED(501),
  TEMPORARILY_UNAVAILABLE(503),
  DEADLINE_EXCEEDED(504),
  /** MLflow has 429 for it, which its clients repeat; a full store does not empty itself. */
  RESOURCE_EXHAUSTED(507);

  /** What MLflow's own server calls a wrong value, too. */
  private static final Set<String> NOT_NOW =
      Set.of(
          RegistryProblem.PARAM_FIXED.code(),
          RegistryProblem.RUN_DELETED.code(),
          RegistryProblem.EXPERIMENT_DELETED.code());

  private final int status;

  MlflowErrorCode(int status) {
    this.status = status;
  }

  /**
   * Returns the code that says what a problem of Assay says.
   *
   * <p>A refusal by a rule (409, 403) becomes {@link #PERMISSION_DENIED}, which no Python client
   * repeats and every client shows with its text; MLflow's own word for a wrong state is a 500.
   */
  static MlflowErrorCode of(Problem problem) {
    for (MlflowErrorCode own : values()) {
      if (own.code().equals(problem.code())) {
        return own;
      }
    }
    return switch (problem.status()) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> PERMISSION_DENIED;
      case 404 ->
          problem.code().equals(CommonProblem.NOT_FOUND.code())
              ? ENDPOINT_NOT_FOUND
              : RESOURCE_DOES_NOT_EXIST;
      case 405 -> ENDPOINT_NOT_FOUND;
      case 409 -> conflict(problem.code());
      case 412, 428 -> RESOURCE_CONFLICT;
      case 429 -> REQUEST_LIMIT_EXCEEDED;
      case 501 -> NOT_IMPLEMENTED;
      case 503 -> TEMPORARILY_UNAVAILABLE;
      case 504 -> DEADLINE_EXCEEDED;
      case 507 -> RESOURCE_EXHAUSTED;
      default -> problem.status() < 500 ? INVALID_PARAMETER_VALUE : INTERNAL_ERROR;
    };
  }

  private static MlflowErrorCode conflict(String code) {
    if (code.endsWith("_TAKEN") || code.equals(CommonProblem.ALREADY_EXISTS.code())) {
      return RESOURCE_ALREADY_EXISTS;
    }
    if (NOT_NOW.contains(code)) {
      return INVALID_PARAMETER_VALUE;
    }
    return code.equals(CommonProblem.CONCURRENT_CHANGE.code())
        ? RESOURCE_CONFLICT
        : PERMISSION_DENIED;
  }

  @Override
  public String code() {
    return name();
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return name();
  }
}
