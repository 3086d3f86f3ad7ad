package org.assay.review.proposal;

/** The acts that take two people. */
public enum ProposedAct {
  /** End every release of a version. */
  REVOKE,
  /** Let a version pass a requirement that it does not meet. */
  OVERRIDE
}
