package org.assay.review.condition;

/** What a missed condition does to a version that is released, besides ending the approval. */
public enum IfMissed {
  /** Every release of the version is revoked. */
  REVOKE,
  /** The gate denies, and the registry's state stays; a round of renewal can end that. */
  HOLD
}
