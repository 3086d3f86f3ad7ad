package org.assay.review.evidence.window;

/** How far a window, or a feature of it, is from the reference. */
public enum DriftState {
  /** No limit holds: the policy has none, or nothing was watched. */
  UNJUDGED,
  /** It is where it was. */
  STABLE,
  /** It is worth a look. */
  LOOK,
  /** Too few rows, or a measure without a value: it says nothing, either way. */
  UNDECIDED,
  /** It is beyond a limit. */
  DRIFT;

  /** Returns what is said of both together: what weighs more, which stands later here. */
  DriftState and(DriftState other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
