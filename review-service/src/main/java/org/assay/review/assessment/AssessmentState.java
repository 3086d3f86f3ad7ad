package org.assay.review.assessment;

import java.util.Optional;

/** Where a round stands, and where each act leads (governance section 5). */
public enum AssessmentState {
  OPEN,
  PASSED,
  FAILED,
  LOST,
  WITHDRAWN;

  /** What can happen to a round. */
  public enum Act {
    PASS,
    FAIL,
    LOSE,
    /** Another policy holds for it from now on, so that it is lost, passed or not. */
    REBIND,
    WITHDRAW
  }

  /** Returns whether its reviews can still let it pass. */
  public boolean isUnderReview() {
    return after(Act.PASS).isPresent();
  }

  /** Returns the state an act leads to, empty where it does not apply. */
  public Optional<AssessmentState> after(Act act) {
    return switch (this) {
      case OPEN ->
          switch (act) {
            case PASS -> Optional.of(PASSED);
            case FAIL -> Optional.of(FAILED);
            case REBIND -> Optional.of(LOST);
            case WITHDRAW -> Optional.of(WITHDRAWN);
            case LOSE -> Optional.empty();
          };
      case PASSED ->
          switch (act) {
            case LOSE, REBIND -> Optional.of(LOST);
            case WITHDRAW -> Optional.of(WITHDRAWN);
            case PASS, FAIL -> Optional.empty();
          };
      // The same round is open again after a retraction, and may pass again.
      case LOST ->
          switch (act) {
            case PASS -> Optional.of(PASSED);
            case FAIL -> Optional.of(FAILED);
            case REBIND -> Optional.of(LOST);
            case WITHDRAW -> Optional.of(WITHDRAWN);
            case LOSE -> Optional.empty();
          };
      case FAILED, WITHDRAWN -> Optional.empty();
    };
  }
}
