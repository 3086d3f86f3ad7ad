package org.assay.review.evidence;

/** What a record of evidence is. */
public enum EvidenceKind {
  /** A document that is kept elsewhere, named by the digest of its bytes. */
  DOCUMENT,
  /**
   * How often predictions hit or missed for each group of an attribute; Assay computes the rest.
   */
  GROUP_COUNTS,
  /** Figures that somebody computed elsewhere: they inform, and satisfy nothing. */
  CLAIM,
  /** A table of predictions, which Assay evaluates by a plan that is older than the results. */
  PREDICTIONS,
  /** How much each feature matters, which Assay checks for being whole and for adding up. */
  EXPLAINABILITY,
  /** How often an attack on privacy succeeded; Assay computes the rest. */
  PRIVACY_ATTACK,
  /**
   * What was counted where the version ran, for a time; it is never in the set that approvals are
   * bound to.
   */
  MONITORING_WINDOW
}
