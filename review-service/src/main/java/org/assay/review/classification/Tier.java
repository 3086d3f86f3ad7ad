package org.assay.review.classification;

/** How much risk a use carries, the least first. */
public enum Tier {
  MINIMAL,
  LIMITED,
  HIGH,
  /** Not to be released at all. */
  PROHIBITED;

  /** Returns the higher of two. */
  Tier orHigher(Tier other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Returns the lower of two. */
  Tier orLower(Tier other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
