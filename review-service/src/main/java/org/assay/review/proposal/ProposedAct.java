package org.assay.review.proposal;

/** The acts that take two people. */
public enum ProposedAct {
  /** End every release of a version. */
  REVOKE,
  /** Let a version pass a requirement that it does not meet. */
  OVERRIDE,
  /** Set the tier of a classification below the one that stands. */
  LOWER_TIER,
  /** Let somebody review beyond what the person's role says. */
  GRANT_QUALIFICATION;

  /** Returns whether one of the two is a lead and the other a reviewer; else each is either. */
  boolean takesBoth() {
    return switch (this) {
      case REVOKE, OVERRIDE -> true;
      case LOWER_TIER, GRANT_QUALIFICATION -> false;
    };
  }

  /** Returns whether somebody's word counts for it. */
  boolean counts(Consent given) {
    return switch (this) {
      case REVOKE, OVERRIDE, LOWER_TIER -> given.asLead() || given.asReviewer();
      case GRANT_QUALIFICATION -> given.asAdmin();
    };
  }
}
