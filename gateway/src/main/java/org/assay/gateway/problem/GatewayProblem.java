package org.assay.gateway.problem;

import org.assay.contracts.problem.ProblemType;

/** The refusals that only the gateway answers; the shared ones are in {@code CommonProblem}. */
public enum GatewayProblem implements ProblemType {
  /** Too many wrong client secrets or offline tokens came from one address. */
  TOO_MANY_FAILED_SIGN_INS(429, "Too many sign-ins failed from this address");

  private final int status;
  private final String title;

  GatewayProblem(int status, String title) {
    this.status = status;
    this.title = title;
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
    return title;
  }
}
