package org.assay.registry.version;

/** Where a version stands; {@link Lifecycle} says what leads from one to the next. */
public enum VersionState {
  /** Its bytes may still change. */
  DRAFT,
  /** Its bytes are fixed; nobody has been asked to judge them. */
  REGISTERED,
  /** An assessment is asked for or open. */
  IN_REVIEW,
  /** The assessment of the current round passed; nothing is released. */
  APPROVED,
  /** The assessment of the current round failed. */
  REJECTED,
  /** Released to at least one environment. */
  RELEASED,
  /** Still allowed where it runs, until its last day. */
  DEPRECATED,
  /** Allowed nowhere any more. */
  REVOKED,
  /** Over for good. */
  RETIRED,
  /** A draft that was given up before anything rested on it: shown nowhere, its number used up. */
  DISCARDED
}
