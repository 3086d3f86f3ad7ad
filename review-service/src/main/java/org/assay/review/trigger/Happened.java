package org.assay.review.trigger;

import java.util.UUID;

/**
 * What a trigger fires for.
 *
 * @param id what happened, by which it fires once for a version
 * @param measure what was found: ids, digests and names of fields, never free text
 */
public record Happened(UUID id, String measure) {

  private static final int LONGEST = 1000;

  /** Keeps as much of what was found as there is room for. */
  public Happened {
    measure = measure.substring(0, Math.min(measure.length(), LONGEST));
  }
}
