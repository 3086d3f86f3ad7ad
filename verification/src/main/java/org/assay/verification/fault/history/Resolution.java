package org.assay.verification.fault.history;

/** What became of an operation whose first answers left its outcome open. */
public enum Resolution {
  /** Nothing was open. */
  NONE("known at once"),
  /** A repeat got the answer of the first: it had happened. */
  HAD_HAPPENED("had happened"),
  /** A repeat did it. */
  DONE_BY_REPEAT("done by the repeat"),
  /** What was read afterwards shows that it had happened. */
  SEEN("seen to have happened"),
  /** A repeat was refused. */
  REFUSED("refused in the end"),
  /** It stayed open. */
  NEVER("never known");

  private final String label;

  Resolution(String label) {
    this.label = label;
  }

  /** Its name for people. */
  public String label() {
    return label;
  }
}
