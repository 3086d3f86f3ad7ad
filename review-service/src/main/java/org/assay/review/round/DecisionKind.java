package org.assay.review.round;

/** What an assignee may decide. */
public enum DecisionKind {
  APPROVED,
  CHANGES_REQUESTED,
  REJECTED
}
