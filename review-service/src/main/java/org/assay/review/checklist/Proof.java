package org.assay.review.checklist;

/** What Assay has to have computed before a question may be answered with yes. */
public enum Proof {
  /** Predictions that were evaluated by a plan that is older than the result. */
  EVALUATION,
  /** The same, by a plan that compares groups. */
  EVALUATION_BY_GROUP,
  /** The same, by a plan that sets limits for what groups may differ by. */
  GROUP_LIMITS,
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
  /** The live claims of the newest monitoring windows pass, over all rows and about groups. */
  LIVE,
  /** Their claims over all rows pass. */
  LIVE_PERFORMANCE,
  /** Their claims about groups pass, and the limits of fairness of the policy. */
  LIVE_FAIRNESS,
  /** The newest monitoring windows do not drift, or the reason explains the drift. */
  DRIFT;

  /** Says whether it is shown by windows: what they show is of then, so nobody proposes it anew. */
  public boolean byWindows() {
    return this == LIVE || this == LIVE_PERFORMANCE || this == LIVE_FAIRNESS || this == DRIFT;
  }
}
