package org.assay.registry.version;

/** What may happen to a version: acts of people here, and what review-service tells. */
enum Step {
  DISCARD("discard", Guard.CONTRIBUTOR),
  REGISTER("register", Guard.CONTRIBUTOR),
  SUBMIT("submit", Guard.CONTRIBUTOR),
  WITHDRAW("withdraw", Guard.SUBMITTER_OR_OWNER),
  DEPRECATE("deprecate", Guard.OWNER_OR_LEAD),
  RETIRE("retire", Guard.OWNER_OR_LEAD),
  PASS("pass", Guard.REVIEW_SERVICE),
  FAIL("fail", Guard.REVIEW_SERVICE),
  /** An approval was voided, expired or retracted, or the policy was re-bound. */
  LOSE("lose", Guard.REVIEW_SERVICE),
  /** The evidence set changed, which alone takes a release back. */
  LOSE_EVIDENCE("lose-evidence", Guard.REVIEW_SERVICE),
  RELEASE("release", Guard.REVIEW_SERVICE),
  RENEW("renew", Guard.REVIEW_SERVICE),
  REVOKE("revoke", Guard.REVIEW_SERVICE);

  private final String act;
  private final Guard guard;

  Step(String act, Guard guard) {
    this.act = act;
    this.guard = guard;
  }

  /** Returns the name that {@code actions[]} and refusals use. */
  String act() {
    return act;
  }

  /** Returns who may take it, unless the transition asks for somebody else. */
  Guard guard() {
    return guard;
  }

  /** Says whether a person takes it here, rather than review-service by an event. */
  boolean isAct() {
    return guard != Guard.REVIEW_SERVICE;
  }
}
