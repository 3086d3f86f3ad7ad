package org.assay.review.round;

/** What became of a question since the approval that a review goes on from. */
enum QuestionChange {
  /** It is asked as before, and the evidence of its answer is the same: that answer is proposed. */
  UNCHANGED,
  /** It was not asked then. */
  ADDED,
  /** It is worded or marked differently, or wants other evidence. */
  CHANGED,
  /** It is asked as before; evidence of its answer was superseded, has ended or is not there. */
  EVIDENCE_CHANGED,
  /**
   * There is no answer to take over: none was given or none that rests on evidence, or whoever gave
   * it has a part in this version.
   */
  UNANSWERED,
  /** It was asked then and is not asked now. */
  REMOVED
}
