package org.assay.review.finding;

/** How much a finding weighs: an open BLOCKER or MAJOR keeps a review from being approved. */
public enum Severity {
  BLOCKER,
  MAJOR,
  MINOR,
  NOTE
}
