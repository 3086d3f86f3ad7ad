package org.assay.registry.artifact.store;

/** The body ended early, or had another length than announced. */
public final class BodyBrokenException extends RuntimeException {

  /** Makes the failure. */
  public BodyBrokenException(String detail) {
    super(detail);
  }

  /** Makes the failure, with what led to it. */
  public BodyBrokenException(String detail, Throwable cause) {
    super(detail, cause);
  }
}
