package org.assay.review.thread;

/** What can be discussed. */
public enum ThreadKind {
  REVIEW,
  /** A question of a review's checklist, with its answers. */
  QUESTION,
  FINDING,
  CONDITION,
  EVIDENCE,
  PROPOSAL,
  OVERRIDE
}
