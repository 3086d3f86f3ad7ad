package org.assay.registry.artifact.store;

/** Another request writes the same bytes at present. */
public final class PartBusyException extends RuntimeException {

  /** Makes the failure. */
  public PartBusyException(String detail) {
    super(detail);
  }
}
