package org.assay.review.publication;

/** How far a dry run is; it is outdated where the draft was changed meanwhile. */
public enum DryRunState {
  RUNNING,
  DONE,
  OUTDATED
}
