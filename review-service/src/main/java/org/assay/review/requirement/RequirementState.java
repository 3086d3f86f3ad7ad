package org.assay.review.requirement;

/** What a requirement says, as HTTP and events name it. */
public enum RequirementState {
  SATISFIED,
  UNSATISFIED,
  PENDING,
  STALE,
  IMPOSSIBLE,
  ERROR,
  OVERRIDDEN,
  NOT_APPLICABLE
}
