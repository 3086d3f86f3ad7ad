package org.assay.review.proposal;

/** The acts that take two people. */
public enum ProposedAct {
  REVOKE
}
