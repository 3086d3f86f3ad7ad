package org.assay.kit.json;

import com.fasterxml.jackson.core.StreamReadConstraints;

/** What is read of a JSON body at most; the body's own limit bounds its strings. */
public final class JsonLimits {

  /** The deepest nesting of arrays and objects. */
  public static final int MAX_DEPTH = 32;

  /** The longest name of a member, in characters. */
  public static final int MAX_NAME = 256;

  /** The longest number, in digits. */
  public static final int MAX_NUMBER = 100;

  /** The longest string, in characters. */
  public static final int MAX_STRING = 1 << 20;

  private JsonLimits() {}

  /** Returns the limits for the factory of a mapper. */
  public static StreamReadConstraints constraints() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(MAX_DEPTH)
        .maxNameLength(MAX_NAME)
        .maxNumberLength(MAX_NUMBER)
        .maxStringLength(MAX_STRING)
        .build();
  }
}
