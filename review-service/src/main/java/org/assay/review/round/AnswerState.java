package org.assay.review.round;

/** How a question of a review's checklist is answered now. */
enum AnswerState {
  YES,
  NO,
  NOT_APPLICABLE,
  /** Nobody answered it: that counts as no. */
  UNANSWERED,
  /** Evidence that the answer cites was superseded, so it does not count: as if not answered. */
  DROPPED
}
