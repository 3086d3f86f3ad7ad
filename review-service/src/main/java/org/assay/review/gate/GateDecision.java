package org.assay.review.gate;

/** What the gate answers; a denial is an answer, not an error. */
public enum GateDecision {
  ALLOW,
  DENY
}
