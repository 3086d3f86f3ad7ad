package org.assay.review.override;

/** Where an override stands; EXPIRED and WITHDRAWN are final. */
public enum OverrideState {
  GRANTED,
  EXPIRED,
  WITHDRAWN
}
