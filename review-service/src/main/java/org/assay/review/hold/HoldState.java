package org.assay.review.hold;

/** Where a hold stands; LIFTED and OVER are final. */
public enum HoldState {
  /** It closes the gate. */
  STANDING,
  /** Somebody lifted it. */
  LIFTED,
  /** Its time ended. */
  OVER
}
