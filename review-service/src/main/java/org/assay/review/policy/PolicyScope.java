package org.assay.review.policy;

/** How wide a policy reaches; the wider comes first. */
public enum PolicyScope {
  ORGANISATION,
  UNIT,
  PROJECT
}
