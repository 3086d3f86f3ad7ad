package org.assay.review.round;

import org.assay.review.finding.FindingState;

/** How a finding ends. */
public enum FindingOutcome {
  ACCEPTED(FindingState.Act.ACCEPT),
  WITHDRAWN(FindingState.Act.WITHDRAW);

  private final FindingState.Act act;

  FindingOutcome(FindingState.Act act) {
    this.act = act;
  }

  /** Returns the act that leads there. */
  FindingState.Act act() {
    return act;
  }
}
