package org.assay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KneeTest {

  @Test
  void isTheLastRateThatWasKeptUp() {
    Knee knee =
        Knee.search(
            rate -> Outcomes.of(rate, 10, Map.of(5, (int) (10 * Math.min(rate, 250)))), 100, 50, 9);

    assertThat(knee.perSecond()).isEqualTo(250);
    assertThat(knee.steps()).hasSize(5);
    assertThat(knee.steps().getLast().sustained()).isFalse();
  }

  @Test
  void isNotAtARateWhoseTailIsTenTimesItsMedian() {
    LoadOutcome tailed = Outcomes.of(100, 10, Map.of(5, 980, 60, 20));

    assertThat(Knee.sustained(tailed)).isFalse();
  }

  @Test
  void isNothingIfNotEvenTheFirstRateIsKeptUp() {
    Knee knee = Knee.search(rate -> Outcomes.of(rate, 10, Map.of(5, 100)), 100, 50, 9);

    assertThat(knee.perSecond()).isZero();
    assertThat(knee.steps()).hasSize(1);
  }
}
