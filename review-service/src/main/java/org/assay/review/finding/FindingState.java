package org.assay.review.finding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a finding stands, and where each act leads; ACCEPTED and WITHDRAWN are final. One that is
 * answered or fixed was looked at by nobody but the submitter's side: a BLOCKER or MAJOR is settled
 * only at its end, a MINOR or NOTE by an answer.
 */
public enum FindingState {
  OPEN,
  ANSWERED,
  FIXED,
  ACCEPTED,
  WITHDRAWN;

  /** What can happen to a finding. */
  public enum Act {
    /** The submitter's side says something to it. */
    ANSWER,
    /** The submitter's side says where it is mended. */
    FIX,
    /** A reviewer is content with the answer or the fix. */
    ACCEPT,
    /** A reviewer finds that it was none. */
    WITHDRAW
  }

  /** Returns the state an act leads to, empty where it does not apply. */
  public Optional<FindingState> after(Act act) {
    return switch (this) {
      case OPEN ->
          switch (act) {
            case ANSWER -> Optional.of(ANSWERED);
            case FIX -> Optional.of(FIXED);
            case WITHDRAW -> Optional.of(WITHDRAWN);
            case ACCEPT -> Optional.empty();
          };
      case ANSWERED ->
          switch (act) {
            case FIX -> Optional.of(FIXED);
            case ACCEPT -> Optional.of(ACCEPTED);
            case WITHDRAW -> Optional.of(WITHDRAWN);
            case ANSWER -> Optional.empty();
          };
      case FIXED ->
          switch (act) {
            case ACCEPT -> Optional.of(ACCEPTED);
            case WITHDRAW -> Optional.of(WITHDRAWN);
            case ANSWER, FIX -> Optional.empty();
          };
      case ACCEPTED, WITHDRAWN -> Optional.empty();
    };
  }

  /** Returns the acts that apply here. */
  public List<Act> acts() {
    return Arrays.stream(Act.values()).filter(act -> after(act).isPresent()).toList();
  }
}
