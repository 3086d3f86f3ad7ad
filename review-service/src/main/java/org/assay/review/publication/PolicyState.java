package org.assay.review.publication;

/** Where a policy stands; only a draft changes. */
public enum PolicyState {
  DRAFT,
  PUBLISHED,
  RETIRED
}
