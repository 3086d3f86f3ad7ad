package org.assay.local;

/**
 * A part of the stack could not be started or died; the message says which, why, and the end of its
 * log.
 */
public final class PartFailed extends RuntimeException {

  /** With a message for people. */
  public PartFailed(String message) {
    super(message);
  }

  /** With a message for people and what caused it. */
  public PartFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
