package org.assay.review.evidence.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.assay.review.evidence.comparison.Champion;
import org.assay.review.evidence.comparison.ComparisonResult;
import org.assay.review.evidence.comparison.ComparisonResult.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What plots of a comparison say and leave out. */
class ComparisonPlotsTest {

  private static final Champion CHAMPION =
      new Champion(3, UUID.randomUUID(), UUID.randomUUID(), "d".repeat(64));

  private static ComparisonResult result(
      String statistic, Role role, @Nullable String attribute, double difference, String decision) {
    return new ComparisonResult(
        statistic,
        role,
        attribute,
        attribute == null ? null : "f",
        0.8,
        0.8 + difference,
        difference,
        difference - 0.01,
        difference + 0.01,
        500L,
        "BONETT_PRICE",
        0.2,
        decision,
        null);
  }

  private static List<Plot> plots(ComparisonResult... results) {
    return new ComparisonPlots(CHAMPION, 0.02, 0.95, List.of(results)).all();
  }

  @Test
  void areOneOfAllRowsAndOneOfEachAttribute() {
    List<Plot> plots =
        plots(
            result("accuracy", Role.PRIMARY, null, 0.03, "SUPERIOR"),
            result("recall", Role.GUARD, null, -0.015, "INCONCLUSIVE"),
            result("log_loss", Role.GUARD, null, 2.5, "SUPERIOR"),
            result("accuracy", Role.GROUP, "sex", 0.01, "NON_INFERIOR"),
            result("accuracy", Role.GROUP, "age", 0.01, "NON_INFERIOR"));

    assertThat(plots)
        .extracting(Plot::name)
        .containsExactly(
            "comparison", "comparison-log-loss", "comparison-groups-1", "comparison-groups-2");
    Plot all = plots.getFirst();
    assertThat(all.title()).isEqualTo("Comparison with version 3");
    assertThat(all.y().categories()).containsExactly("accuracy (primary)", "recall (guard)");
    assertThat(all.description())
        .contains("The least is recall (guard) with -0.015 [-0.025, -0.005].")
        .contains("SUPERIOR: 1. INCONCLUSIVE: 1.");
    assertThat(plots.getLast().title()).isEqualTo("Comparison with version 3 by age: accuracy");
  }

  /** An interval lies within a band exactly where the decision is the band's. */
  @Test
  void haveABandOfTheMarginAndOneOfWhatIsBetter() {
    Plot plot = plots(result("accuracy", Role.PRIMARY, null, 0.03, "SUPERIOR")).getFirst();

    assertThat(plot.bands()).extracting(Plot.Band::low).containsExactly(-0.02, 0.0);
    assertThat(plot.bands())
        .extracting(Plot.Band::high)
        .containsOnly(plot.x().high())
        .allSatisfy(high -> assertThat(high).isGreaterThan(0.04));
    assertThat(plot.series().getFirst().points().getFirst().verdict()).isEqualTo("SUPERIOR");
  }

  @Test
  void showNoPartOfWhichEverythingIsMasked() {
    List<Plot> plots =
        plots(
            result("accuracy", Role.PRIMARY, null, 0.03, "SUPERIOR").masked(),
            result("accuracy", Role.GROUP, "sex", 0.03, "SUPERIOR").masked(),
            result("accuracy", Role.GROUP, "age", 0.03, "SUPERIOR"));

    assertThat(plots).extracting(Plot::name).containsExactly("comparison-groups-2");
  }
}
