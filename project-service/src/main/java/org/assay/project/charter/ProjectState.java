package org.assay.project.charter;

/** The states of a project; an act of {@link ProjectAct} leads from one to another. */
public enum ProjectState {
  /** Suggested, not yet agreed: takes no models. */
  PROPOSED,
  /** Under way: takes models and versions. */
  ACTIVE,
  /** Paused: registers nothing for now. */
  ON_HOLD,
  /** Over: registers nothing any more; what was released stays released. */
  CLOSED
}
