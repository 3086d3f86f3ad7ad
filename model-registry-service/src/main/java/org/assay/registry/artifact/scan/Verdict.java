package org.assay.registry.artifact.scan;

/** What a scan says of a file, from the least to the most alarming. */
public enum Verdict {
  /** It is no pickle and no archive that the scan knows. */
  NOT_APPLICABLE,
  /** It was read to its end, and everything found is on the list of known names. */
  CLEAN,
  /** It could not be read to its end; nothing alarming stood before. */
  UNREADABLE,
  /** It holds what is on no list, such as a class of the user's own. */
  SUSPICIOUS,
  /** It would run a program, reach the network or write outside its folder. */
  DANGEROUS,
  /** It unpacks out of all proportion; such a file is not taken. */
  BOMB;

  /** Returns the more alarming of two. */
  Verdict or(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
