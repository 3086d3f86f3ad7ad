package org.assay.registry.artifact.store;

/** The upload was given up while a part of it came in. */
public final class UploadGoneException extends RuntimeException {

  /** Makes the failure, with what led to it. */
  public UploadGoneException(String detail, Throwable cause) {
    super(detail, cause);
  }
}
