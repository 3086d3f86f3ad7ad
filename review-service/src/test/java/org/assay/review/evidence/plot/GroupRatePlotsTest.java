package org.assay.review.evidence.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assay.review.evidence.plot.GroupRatePlots.Limit;
import org.assay.review.evidence.plot.GroupRatePlots.Rate;
import org.assay.review.evidence.plot.Plot.Band;
import org.assay.review.evidence.plot.Plot.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plot of groups says and leaves out. */
class GroupRatePlotsTest {

  private static Rate rate(String statistic, String group, double value) {
    return new Rate(statistic, group, value, value - 0.05, value + 0.05, 100L, null);
  }

  private static Rate masked(String statistic, String group) {
    return new Rate(statistic, group, null, null, null, null, "MASKED");
  }

  private static List<Plot> plots(List<Limit> limits, Rate... rates) {
    return new GroupRatePlots(2, "sex", "m", 0.95, limits).of(List.of(rates));
  }

  /** The rates lie within the band exactly where the greatest difference, or ratio, keeps it. */
  @ParameterizedTest
  @CsvSource({
    "equal_opportunity_difference, 0.21, true",
    "equal_opportunity_difference, 0.19, false",
    "equalized_odds_difference, 0.21, true",
    "fnr_gap, 0.19, false",
    "demographic_parity_ratio, 0.74, true",
    "demographic_parity_ratio, 0.76, false",
  })
  void hasABandThatHoldsTheRatesWhereTheyKeepTheLimit(
      String statistic, double limit, boolean kept) {
    String rate = statistic.startsWith("demographic") ? "selection_rate" : "recall";

    Plot plot =
        plots(
                List.of(new Limit(statistic, limit, "PASS"), new Limit("fpr_gap", 0.1, "FAIL")),
                rate(rate, "f", 0.6),
                rate(rate, "m", 0.8))
            .getFirst();

    assertThat(plot.bands()).hasSize(1);
    Band band = plot.bands().getFirst();
    assertThat(band.label()).contains(statistic).endsWith(": PASS");
    assertThat(band.low() <= 0.6 && 0.8 <= band.high()).isEqualTo(kept);
  }

  @Test
  void saysWhoIsTheReferenceAndWhoHasNoValue() {
    Plot plot =
        plots(List.of(), rate("fpr", "f", 0.2), rate("fpr", "m", 0.1), masked("fpr", "x"))
            .getFirst();

    assertThat(plot.name()).isEqualTo("groups-2-fpr");
    assertThat(plot.title()).isEqualTo("False positive rate by sex");
    assertThat(plot.description())
        .contains("of the 3 groups of sex, with its 95 % interval")
        .contains("Lowest is m with 0.1000 [0.0500, 0.1500], highest f with 0.2000")
        .contains("1 groups have no value that is shown");
    assertThat(plot.y().categories()).containsExactly("f", "m", "x");
    assertThat(plot.series())
        .extracting(series -> series.points().stream().map(Point::label).toList())
        .containsExactly(List.of("m"), List.of("f", "x"));
    assertThat(plot.table().rows().getLast()).containsExactly("x", "", "", "", "", "masked");
    assertThat(plot.x().low()).isCloseTo(0.05, within(1e-12));
    assertThat(plot.x().high()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void isLeftOutWhereItsReaderSeesNothing() {
    List<Rate> rates = new ArrayList<>();
    Stream.of("recall", "fpr").forEach(one -> rates.add(masked(one, "f")));
    rates.add(masked("recall", "m"));
    rates.add(rate("fpr", "m", 0.1));

    assertThat(plots(List.of(), rates.toArray(Rate[]::new)))
        .extracting(Plot::name)
        .containsExactly("groups-2-fpr");
  }
}
