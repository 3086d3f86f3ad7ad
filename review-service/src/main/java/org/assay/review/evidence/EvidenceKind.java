package org.assay.review.evidence;

/** What a record of evidence is. */
public enum EvidenceKind {
  /** A document that is kept elsewhere, named by the digest of its bytes. */
  DOCUMENT(EvidenceOrigin.CLAIMED),
  /**
   * How often predictions hit or missed for each group of an attribute; Assay computes the rest.
   */
  GROUP_COUNTS(EvidenceOrigin.COMPUTED),
  /** Figures that somebody computed elsewhere: they inform, and satisfy nothing. */
  CLAIM(EvidenceOrigin.CLAIMED),
  /** A table of predictions, which Assay evaluates by a plan that is older than the results. */
  PREDICTIONS(EvidenceOrigin.COMPUTED),
  /** How much each feature matters, which Assay checks for being whole and for adding up. */
  EXPLAINABILITY(EvidenceOrigin.COMPUTED),
  /** How often an attack on privacy succeeded; Assay computes the rest. */
  PRIVACY_ATTACK(EvidenceOrigin.COMPUTED),
  /**
   * What was counted where the version ran, for a time; it is never in the set that approvals are
   * bound to.
   */
  MONITORING_WINDOW(EvidenceOrigin.COMPUTED);

  private final EvidenceOrigin origin;

  EvidenceKind(EvidenceOrigin origin) {
    this.origin = origin;
  }

  /** Returns who vouches for what such a record says. */
  EvidenceOrigin origin() {
    return origin;
  }
}
