package org.assay.verification.fault.topic;

import org.assay.local.PartFailed;

/** What must hold of a fault beside what the checkers look at. */
final class Expected {

  private Expected() {}

  /**
   * Ends the trial unless it holds.
   *
   * @throws PartFailed with what is so instead
   */
  static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new PartFailed(otherwise);
    }
  }
}
