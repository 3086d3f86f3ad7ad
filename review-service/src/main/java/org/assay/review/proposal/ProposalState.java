package org.assay.review.proposal;

/** Where a proposal stands; APPROVED and LAPSED are final. */
public enum ProposalState {
  OPEN,
  APPROVED,
  LAPSED
}
