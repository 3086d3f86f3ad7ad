package org.assay.registry.version;

import org.jspecify.annotations.Nullable;

/** What a step does in a state. */
sealed interface Transition {

  /**
   * The step is taken.
   *
   * @param to the state after it; the same one where it only adds (a release to another
   *     environment, a round of renewal)
   * @param eventType the event that tells of it
   * @param guard who may take it from this state, null for whoever may take the step elsewhere
   */
  record Moves(VersionState to, String eventType, @Nullable Guard guard) implements Transition {}

  /** Governance does not list the step in this state. */
  record Illegal() implements Transition {}
}
