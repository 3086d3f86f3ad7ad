package org.assay.contracts.problem;

/**
 * One kind of refusal: a constant of the closed catalogue that documents, types and tests share.
 */
public interface ProblemType {

  /** Returns the stable code, UPPER_SNAKE. */
  String code();

  /** Returns the HTTP status that goes with it. */
  int status();

  /** Returns a short sentence that is the same at every occurrence. */
  String title();

  /** Returns the address of the page that explains it, relative to the gateway (RFC 9457 3.1.1). */
  default String type() {
    return "/docs/problems/" + code();
  }
}
