package org.assay.review.evidence.statistics;

/** What an interval says about a claim; only {@link #PASS} passes. */
public enum Verdict {
  /** The whole interval is where the claim puts the value. */
  PASS,
  /** The whole interval is elsewhere. */
  FAIL,
  /** The interval is in both: more rows would decide. */
  INCONCLUSIVE,
  /** There is no interval. */
  UNDEFINED;

  /** Says whether the claim passes. */
  public boolean passed() {
    return this == PASS;
  }
}
