package org.assay.registry.artifact.store;

/** There is no room for these bytes. */
public final class StoreFullException extends RuntimeException {

  /** Makes the failure. */
  public StoreFullException(String detail) {
    super(detail);
  }

  /** Makes the failure, with what led to it. */
  public StoreFullException(String detail, Throwable cause) {
    super(detail, cause);
  }
}
