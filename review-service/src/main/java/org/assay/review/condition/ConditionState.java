package org.assay.review.condition;

/** Where a condition stands; MET and MISSED are final. */
public enum ConditionState {
  OPEN,
  MET,
  MISSED
}
