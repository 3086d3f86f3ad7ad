package org.assay.kit.http;

/**
 * A view whose answer carries {@code ETag: "<revision>.<hash of the rest>"}, {@code Cache-Control:
 * private} and {@code Vary: Authorization}, and is 304 for a matching {@code If-None-Match}.
 */
public interface Revisioned {

  /** Returns the aggregate version of the last event of what is shown; what If-Match compares. */
  long revision();
}
