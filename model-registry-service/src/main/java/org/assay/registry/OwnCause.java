package org.assay.registry;

import org.assay.kit.event.Cause;

/** The cause of what this service does by itself. */
public final class OwnCause {

  /** What events call this service. */
  public static final String SERVICE = "model-registry-service";

  private OwnCause() {}

  /**
   * Returns the cause of what the clock led to.
   *
   * @param principal the subject of whoever it is done for
   */
  public static Cause of(String principal) {
    return new Cause("system:" + SERVICE, principal, null);
  }
}
