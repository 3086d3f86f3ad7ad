package org.assay.registry.model;

/** The most characters (UTF-16 units) of what is written about a model, and other bounds. */
final class Limits {

  static final int DESCRIPTION = 5000;
  static final int USE = 4000;
  static final int ACCOUNT = 200;
  static final int VENDOR = 200;

  /** How many use cases a model serves at most. */
  static final int USE_CASES = 50;

  private Limits() {}
}
