package org.assay.review.replica;

/**
 * The part somebody had in a version or in what it rests on; nobody with one approves it. Of
 * several the first is told.
 */
public enum Part {
  AUTHOR,
  SUBMITTER,
  REGISTRANT,
  /** Started the run that it came out of. */
  RUN_STARTER,
  /** Answers for data that it was trained or tuned on. */
  DATA_OWNER,
  /** Had any part in a version of the same project that it comes from. */
  ANCESTOR_CONTRIBUTOR
}
