package org.assay.review.finding;

/** Where a finding stands; FIXED, ACCEPTED and WITHDRAWN belong to a later part. */
public enum FindingState {
  OPEN,
  ANSWERED,
  FIXED,
  ACCEPTED,
  WITHDRAWN
}
