package org.assay.review.evidence;

/** Who vouches for what a record says. */
public enum EvidenceOrigin {
  /** Whoever added it says so. */
  CLAIMED,
  /** Assay computed it itself. */
  COMPUTED
}
