package org.assay.review.publication;

/**
 * How far a dry run is; it is outdated where the draft was changed meanwhile, and failed where it
 * could not go on at the third try.
 */
public enum DryRunState {
  RUNNING,
  DONE,
  OUTDATED,
  FAILED
}
