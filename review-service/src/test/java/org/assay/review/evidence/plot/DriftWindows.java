package org.assay.review.evidence.plot;

import java.time.Instant;
import java.util.List;
import org.assay.review.evidence.window.DriftState;
import org.assay.review.evidence.window.WindowView;
import org.assay.review.evidence.window.WindowView.FeatureView;

/** Monitoring windows to draw. */
public final class DriftWindows {

  private DriftWindows() {}

  /** Returns a window of a day that drifts, without live counts. */
  public static WindowView of(List<FeatureView> features) {
    return new WindowView(
        "production",
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-01-02T00:00:00Z"),
        DriftState.DRIFT,
        null,
        "default/1",
        null,
        null,
        "1",
        features,
        null,
        List.of());
  }
}
