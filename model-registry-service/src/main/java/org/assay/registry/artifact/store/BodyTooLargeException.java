package org.assay.registry.artifact.store;

/** The body is longer than the limit. */
public final class BodyTooLargeException extends RuntimeException {

  /** Makes the failure. */
  public BodyTooLargeException(String detail) {
    super(detail);
  }
}
