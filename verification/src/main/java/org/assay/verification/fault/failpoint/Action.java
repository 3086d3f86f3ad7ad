package org.assay.verification.fault.failpoint;

import org.assay.verification.fault.inside.Failpoints;

/** What happens at a failpoint. */
public enum Action {
  /** The process ends as by {@code kill -9}. */
  DIE("die", Failpoints.DIE),
  /** What was to come next fails, and nothing of it happens. */
  FAIL("fail", Failpoints.FAIL),
  /** It happened, and whoever asked for it is told that it timed out. */
  TOLD_TIMED_OUT("done, but told it timed out", Failpoints.FAIL),
  /** It happens, later. */
  DELAY("delay", Failpoints.DELAY + " 1500");

  private final String label;
  private final String order;

  Action(String label, String order) {
    this.label = label;
    this.order = order;
  }

  /** Its name for people. */
  public String label() {
    return label;
  }

  /** What the process is told, as {@link Failpoints} reads it. */
  String order() {
    return order;
  }
}
