package org.assay.review.round;

import java.util.Arrays;
import java.util.List;
import org.assay.review.round.Transition.Leads;
import org.assay.review.round.Transition.Refused;

/**
 * Where a review stands, and where each act leads. REJECTED, VOIDED and EXPIRED are final: a new
 * round is a new review.
 */
public enum ReviewState {
  REQUESTED,
  ASSIGNED,
  IN_PROGRESS,
  CHANGES_REQUESTED,
  APPROVED,
  APPROVED_WITH_CONDITIONS,
  REJECTED,
  VOIDED,
  EXPIRED;

  private static final Transition REFUSED = new Refused();

  /** Returns whether somebody can still decide. */
  public boolean isOpen() {
    return switch (this) {
      case REQUESTED, ASSIGNED, IN_PROGRESS, CHANGES_REQUESTED -> true;
      case APPROVED, APPROVED_WITH_CONDITIONS, REJECTED, VOIDED, EXPIRED -> false;
    };
  }

  /** Returns whether the time of a review passes meanwhile. */
  ClockState clock() {
    return switch (this) {
      case REQUESTED, ASSIGNED, IN_PROGRESS -> ClockState.RUNNING;
      case CHANGES_REQUESTED -> ClockState.STOPPED;
      case APPROVED, APPROVED_WITH_CONDITIONS, REJECTED, VOIDED, EXPIRED -> ClockState.ENDED;
    };
  }

  /** Returns whether a reviewer is at work who may find something. */
  boolean takesFindings() {
    return this == IN_PROGRESS || this == CHANGES_REQUESTED;
  }

  /** Returns where an act leads from here. */
  public Transition after(ReviewAct act) {
    return switch (this) {
      case REQUESTED -> fromRequested(act);
      case ASSIGNED -> fromAssigned(act);
      case IN_PROGRESS -> fromInProgress(act);
      case CHANGES_REQUESTED -> fromChangesRequested(act);
      case APPROVED -> fromApproved(act);
      case APPROVED_WITH_CONDITIONS -> fromApprovedWithConditions(act);
      case REJECTED, VOIDED, EXPIRED -> REFUSED;
    };
  }

  /** Returns the acts that apply here. */
  public List<ReviewAct> acts() {
    return Arrays.stream(ReviewAct.values()).filter(act -> after(act) instanceof Leads).toList();
  }

  private static Transition fromRequested(ReviewAct act) {
    return switch (act) {
      case ASSIGN -> new Leads(ASSIGNED);
      case REBIND -> new Leads(REQUESTED);
      case VOID -> new Leads(VOIDED);
      case UNASSIGN_LAST,
          START,
          REQUEST_CHANGES,
          RESUME,
          RECORD_APPROVAL,
          APPROVE,
          APPROVE_WITH_CONDITIONS,
          REJECT,
          RETRACT,
          MEET_CONDITIONS,
          EXPIRE ->
          REFUSED;
    };
  }

  private static Transition fromAssigned(ReviewAct act) {
    return switch (act) {
      case ASSIGN, REBIND -> new Leads(ASSIGNED);
      case START -> new Leads(IN_PROGRESS);
      case UNASSIGN_LAST -> new Leads(REQUESTED);
      case VOID -> new Leads(VOIDED);
      case REQUEST_CHANGES,
          RESUME,
          RECORD_APPROVAL,
          APPROVE,
          APPROVE_WITH_CONDITIONS,
          REJECT,
          RETRACT,
          MEET_CONDITIONS,
          EXPIRE ->
          REFUSED;
    };
  }

  private static Transition fromInProgress(ReviewAct act) {
    return switch (act) {
      // A further assignee, up to N; the review goes on.
      case ASSIGN, RECORD_APPROVAL, REBIND -> new Leads(IN_PROGRESS);
      case UNASSIGN_LAST -> new Leads(REQUESTED);
      case REQUEST_CHANGES -> new Leads(CHANGES_REQUESTED);
      case APPROVE -> new Leads(APPROVED);
      case APPROVE_WITH_CONDITIONS -> new Leads(APPROVED_WITH_CONDITIONS);
      case REJECT -> new Leads(REJECTED);
      case VOID -> new Leads(VOIDED);
      case START, RESUME, RETRACT, MEET_CONDITIONS, EXPIRE -> REFUSED;
    };
  }

  private static Transition fromChangesRequested(ReviewAct act) {
    return switch (act) {
      case ASSIGN, REBIND -> new Leads(CHANGES_REQUESTED);
      case UNASSIGN_LAST -> new Leads(REQUESTED);
      case RESUME -> new Leads(IN_PROGRESS);
      case VOID -> new Leads(VOIDED);
      case START,
          REQUEST_CHANGES,
          RECORD_APPROVAL,
          APPROVE,
          APPROVE_WITH_CONDITIONS,
          REJECT,
          RETRACT,
          MEET_CONDITIONS,
          EXPIRE ->
          REFUSED;
    };
  }

  private static Transition fromApproved(ReviewAct act) {
    return switch (act) {
      // What was approved on other evidence is judged again where the round is still open.
      case RETRACT, REBIND -> new Leads(IN_PROGRESS);
      case VOID -> new Leads(VOIDED);
      case EXPIRE -> new Leads(EXPIRED);
      case ASSIGN,
          UNASSIGN_LAST,
          START,
          REQUEST_CHANGES,
          RESUME,
          RECORD_APPROVAL,
          APPROVE,
          APPROVE_WITH_CONDITIONS,
          REJECT,
          MEET_CONDITIONS ->
          REFUSED;
    };
  }

  private static Transition fromApprovedWithConditions(ReviewAct act) {
    return switch (act) {
      // What was approved on other evidence is judged again where the round is still open.
      case RETRACT, REBIND -> new Leads(IN_PROGRESS);
      case MEET_CONDITIONS -> new Leads(APPROVED);
      case VOID -> new Leads(VOIDED);
      case EXPIRE -> new Leads(EXPIRED);
      case ASSIGN,
          UNASSIGN_LAST,
          START,
          REQUEST_CHANGES,
          RESUME,
          RECORD_APPROVAL,
          APPROVE,
          APPROVE_WITH_CONDITIONS,
          REJECT ->
          REFUSED;
    };
  }
}
