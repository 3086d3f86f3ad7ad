package org.assay.verification.fault.check;

/** The five ways in which a trial can fail; each count must be 0. */
public enum Verdict {
  /** What a client was told is done is not there, or has not come to whom it concerns. */
  ACKNOWLEDGED_LOST("acknowledged lost"),
  /** What was asked for once, or told twice, happened twice. */
  DUPLICATES_APPLIED("duplicates applied"),
  /** What follows came before what it follows. */
  ORDER_VIOLATIONS("order violations"),
  /** A position of a log is missing or given twice. */
  GAPS("gaps"),
  /** The gate let through what it had to stop. */
  FALSE_ALLOW("false ALLOW");

  private final String label;

  Verdict(String label) {
    this.label = label;
  }

  /** What its line of the summary begins with. */
  public String label() {
    return label;
  }
}
