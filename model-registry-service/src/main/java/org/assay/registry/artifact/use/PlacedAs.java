package org.assay.registry.artifact.use;

import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;

/** As what somebody places a legal hold on a file. */
public enum PlacedAs {
  /** Nobody but an auditor lifts it. */
  AUDITOR,
  /** A lead who is a member of the project lifts it, or an auditor. */
  LEAD;

  static PlacedAs of(Caller caller) {
    return caller.has(Role.AUDITOR) ? AUDITOR : LEAD;
  }
}
