package org.assay.registry.run;

/** How far a run is, as its client says. */
public enum RunStatus {
  RUNNING,
  SCHEDULED,
  FINISHED,
  FAILED,
  KILLED
}
