package org.assay.review.checklist;

/** How far what Assay computes answers a question; what stands later here weighs more. */
public enum ProofState {
  /** It passes. */
  PASSED,
  /** Nothing is computed of it for this version, so that a document serves. */
  DOCUMENT,
  /** It is missing, or does not pass: yes does not count. */
  OPEN,
  /** It fails: neither yes counts, nor that the question does not apply. */
  FAILED;

  /** Returns what is said of both together. */
  public ProofState and(ProofState other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Says whether yes counts. */
  public boolean proves() {
    return this == PASSED || this == DOCUMENT;
  }
}
