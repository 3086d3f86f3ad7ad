package org.assay.review.round;

/** Whether the time of a review passes. */
enum ClockState {
  /** Somebody is asked to review. */
  RUNNING,
  /** The submitter's side is asked to mend something. */
  STOPPED,
  /** Nobody is asked for anything any more. */
  ENDED
}
