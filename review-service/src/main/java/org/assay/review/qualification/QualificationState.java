package org.assay.review.qualification;

/** Whether a qualification counts at an instant. */
enum QualificationState {
  /** Its time has not come. */
  UPCOMING,
  VALID,
  /** Its time is over. */
  EXPIRED,
  /** An administrator ended it. */
  WITHDRAWN
}
