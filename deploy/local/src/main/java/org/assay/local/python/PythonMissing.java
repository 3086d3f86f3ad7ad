package org.assay.local.python;

/** The machine has no Python that would do; the message says what is needed and how to get it. */
public final class PythonMissing extends RuntimeException {

  PythonMissing(String message) {
    super(message);
  }
}
