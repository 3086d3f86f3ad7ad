package org.assay.kit.problem;

/** What is said of a failure whose cause is not the caller's business. */
final class Unexpected {

  static final String DETAIL =
      "Something failed inside Assay; nothing was changed. An operator finds the cause by trace_id";

  private Unexpected() {}
}
