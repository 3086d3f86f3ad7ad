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
  USE_CASE_CHANGED
}
