package org.assay.review.evidence.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.plot.Plot.Mark;
import org.assay.review.evidence.plot.Plot.Point;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.evidence.window.DriftState;
import org.assay.review.evidence.window.FeatureKind;
import org.assay.review.evidence.window.WindowView.BinView;
import org.assay.review.evidence.window.WindowView.FeatureView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What plots of a window say and leave out. */
class DriftPlotsTest {

  private static FeatureView feature(String name, boolean masked, long low, long high) {
    return new FeatureView(
        name,
        FeatureKind.NUMERIC,
        DriftState.DRIFT,
        masked,
        null,
        1000L,
        low + high,
        masked ? List.of() : List.of(new BinView("low", 500, low), new BinView("high", 500, high)));
  }

  private static ReportRow figure(
      String feature, String statistic, @Nullable Double value, Verdict verdict) {
    return ReportRow.figure(
        feature, statistic, 400, value, value == null ? "ZERO_BIN" : null, List.of(), verdict);
  }

  private static List<Plot> plots(List<FeatureView> features, ReportRow... statistics) {
    return new DriftPlots(DriftWindows.of(features), List.of(statistics)).all();
  }

  @Test
  void showTheSharesOfReferenceAndWindowSideBySide() {
    Plot plot =
        plots(
                List.of(feature("age", false, 300, 100)),
                figure("age", "psi", 0.3, Verdict.FAIL),
                figure("age", "jensen_shannon", null, Verdict.UNDEFINED),
                figure("income", "psi", 0.7, Verdict.FAIL))
            .getFirst();

    assertThat(plot.series())
        .extracting(Plot.Series::mark)
        .containsExactly(Mark.HOLLOW_BAR, Mark.SOLID_BAR);
    assertThat(plot.series().getFirst().points()).extracting(Point::x).containsOnly(0.5);
    assertThat(plot.series().getLast().points()).extracting(Point::x).containsExactly(0.75, 0.25);
    assertThat(plot.series().getLast().points()).extracting(Point::n).containsExactly(300L, 100L);
    assertThat(plot.description())
        .contains("nats) is 0.3, beyond the policy's limit.")
        .contains("Jensen-Shannon divergence (bits) has no value: ZERO_BIN.")
        .contains("Together: DRIFT.", "Most changed is low, from 0.5000 to 0.7500.")
        .doesNotContain("0.7,");
    assertThat(plot.table().rows().getFirst())
        .containsExactly("low", "500", "0.5000", "300", "0.7500");
  }

  @Test
  void leaveOutTheFeaturesThatAreMasked() {
    List<Plot> plots =
        plots(List.of(feature("age", true, 300, 100), feature("income", false, 300, 100)));

    assertThat(plots).extracting(Plot::name).containsExactly("drift-2");
  }
}
