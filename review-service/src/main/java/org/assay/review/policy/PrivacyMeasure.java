package org.assay.review.policy;

/** Which attacks on the privacy of a model's data a policy may limit. */
public enum PrivacyMeasure {
  /** Whether somebody's row was trained on. */
  MEMBERSHIP_INFERENCE,
  /** A field of somebody's row that the attacker does not know. */
  ATTRIBUTE_INFERENCE,
  /** What a class, or a person who is one, looks like. */
  MODEL_INVERSION,
  /** Rows that were trained on, word by word. */
  EXTRACTION
}
