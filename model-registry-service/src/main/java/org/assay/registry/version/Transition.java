package org.assay.registry.version;

/** What a step does in a state. */
sealed interface Transition {

  /**
   * The step is taken.
   *
   * @param to the state after it; the same one where it only adds (a release to another
   *     environment)
   * @param eventType the event that tells of it
   */
  record Moves(VersionState to, String eventType) implements Transition {}

  /**
   * Governance lists the step, but something it depends on is not part of this release.
   *
   * @param rule the row of governance that lists it
   * @param guard who may take it
   * @param needs what is missing
   */
  record Later(String rule, Guard guard, String needs) implements Transition {}

  /** Governance does not list the step in this state. */
  record Illegal() implements Transition {}
}
