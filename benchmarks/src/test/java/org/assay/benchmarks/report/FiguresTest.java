package org.assay.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void takesTheMiddleOfAnOddNumberAndTheMeanOfTwoMiddles() {
    assertThat(Spread.of(List.of(5.0, 1.0, 3.0))).isEqualTo(new Spread(3, 1, 5));
    assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 100.0))).isEqualTo(new Spread(3.5, 1, 100));
  }

  @Test
  void knowsNoSpreadOfNothing() {
    List<Double> nothing = List.of();
    assertThatThrownBy(() -> Spread.of(nothing)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void dividesRoundByRound() {
    List<Sample> samples =
        List.of(sample("a", 1, 50), sample("b", 1, 100), sample("a", 2, 30), sample("b", 2, 40));

    Comparison comparison = Comparison.of(samples, "per_second", "a", "b");

    // Not 40 / 70, which is the ratio of the medians: 0.5 and 0.75 are the rounds' own.
    assertThat(comparison.ratio()).isEqualTo(new Spread(0.625, 0.5, 0.75));
    assertThat(comparison.ofLeft()).isEqualTo(new Spread(40, 30, 50));
  }

  @Test
  void refusesToCompareUnevenRounds() {
    List<Sample> samples = List.of(sample("a", 1, 50), sample("b", 1, 100), sample("a", 2, 30));

    assertThatThrownBy(() -> Comparison.of(samples, "per_second", "a", "b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void meetsAGoalAtItsLimit() {
    assertThat(Goal.atLeast("rate", 0.33, 0.33, "").met()).isTrue();
    assertThat(Goal.atLeast("rate", 0.32, 0.33, "").met()).isFalse();
    assertThat(Goal.atMost("p99", 5, 5, "ms").met()).isTrue();
    assertThat(Goal.atMost("p99", 5.1, 5, "ms").met()).isFalse();
  }

  static Sample sample(String side, int round, double perSecond) {
    return new Sample(
        side, round, Map.of("per_second", perSecond), Map.of("gateway", 12.5), Map.of(), "");
  }
}
