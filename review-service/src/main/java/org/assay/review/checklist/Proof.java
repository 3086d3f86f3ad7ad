package org.assay.review.checklist;

/** What Assay has to have computed before a question may be answered with yes. */
public enum Proof {
  /** Predictions that were evaluated by a plan that is older than the result. */
  EVALUATION,
  /** The claims of plans over all rows pass. */
  PERFORMANCE,
  /** The claims of plans about groups pass, and there are some. */
  SEGMENTS,
  /** The limits of fairness of the policy, and what plans claim beside them, pass. */
  FAIRNESS,
  /** The limit of calibration of the policy passes. */
  CALIBRATION,
  /** The comparison with the champion, or with a baseline, passes. */
  COMPARISON,
  /** The limits of the policy on attacks pass. */
  PRIVACY,
  /** What is checked of tables of features passes. */
  EXPLANATION,
  /** The live claims of each monitoring window that is cited pass. */
  LIVE,
  /** No monitoring window that is cited drifts, or the reason explains the drift. */
  DRIFT;

  /**
   * Says whether it is shown by the windows that an answer cites. They never change, so it is asked
   * when the answer is given; and what they show is of then, so nobody proposes the answer anew.
   */
  public boolean byWindows() {
    return this == LIVE || this == DRIFT;
  }
}
