package org.assay.review.round;

/** What can happen to a review (governance section 5). */
public enum ReviewAct {
  ASSIGN,
  UNASSIGN_LAST,
  START,
  REQUEST_CHANGES,
  RESUME,
  RECORD_APPROVAL,
  APPROVE,
  APPROVE_WITH_CONDITIONS,
  REJECT,
  RETRACT,
  MEET_CONDITIONS,
  VOID,
  EXPIRE
}
