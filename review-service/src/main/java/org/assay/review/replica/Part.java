package org.assay.review.replica;

/** The part somebody had in a version; nobody with one approves it. */
public enum Part {
  AUTHOR,
  REGISTRANT,
  SUBMITTER
}
