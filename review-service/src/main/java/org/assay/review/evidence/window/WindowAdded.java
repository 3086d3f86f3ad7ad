package org.assay.review.evidence.window;

import java.util.List;
import org.assay.contracts.event.EvidenceChanged;
import org.assay.kit.event.Cause;
import org.assay.review.replica.VersionCopy;

/**
 * That a window was added, told to the rest of this service within the transaction and with the
 * version's row locked.
 *
 * @param version the version
 * @param judged the window
 * @param by the {@code sub} of who sent it
 * @param cause what follows is caused by this
 */
public record WindowAdded(VersionCopy version, Judged judged, String by, Cause cause) {

  /**
   * A window with what it was held to.
   *
   * @param window the window
   * @param terms what it was held to
   */
  public record Judged(MonitoringWindow window, WindowTerms terms) {

    /** Returns what is told of it. */
    public List<EvidenceChanged.Verdict> verdicts() {
      return window.verdicts();
    }
  }
}
