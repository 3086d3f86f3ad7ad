package org.assay.review.trigger;

/** What sort of thing happened. */
public enum TriggerKind {
  /** Data were withdrawn that the version descends from. */
  DATA_WITHDRAWN,
  /** A version was revoked that the version comes from. */
  ANCESTOR_REVOKED,
  /** Bytes run, as reported, that are not released where they run. */
  DEPLOYMENT_MISMATCH,
  /** A use case that the model names is another one now. */
  USE_CASE_CHANGED,
  /** Windows in a row show what the version sees where it runs far from its reference. */
  DRIFT,
  /** A claim that the version was released on fails where it runs, or says nothing for too long. */
  LIVE_CLAIM_FAILED
}
