package org.assay.project.charter;

/** How long the texts of a project may be, in characters (UTF-16 units). */
final class Limits {

  static final int KEY = 40;
  static final int NAME = 200;
  static final int TEXT = 4000;
  static final int REASON = 2000;
  static final int ACCOUNT = 255;
  static final int UNIT = 64;

  private Limits() {}
}
