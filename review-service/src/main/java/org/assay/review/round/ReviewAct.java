package org.assay.review.round;

/** What can happen to a review (governance section 5). */
public enum ReviewAct {
  ASSIGN,
  UNASSIGN_LAST,
  START,
  REQUEST_CHANGES,
  RESUME,
  /** The evidence set changed: it goes on bound to the new one, as far as it had come before. */
  REBIND,
  RECORD_APPROVAL,
  APPROVE,
  APPROVE_WITH_CONDITIONS,
  REJECT,
  RETRACT,
  MEET_CONDITIONS,
  VOID,
  EXPIRE
}
