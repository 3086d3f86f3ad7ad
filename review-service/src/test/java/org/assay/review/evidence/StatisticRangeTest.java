package org.assay.review.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A figure that nobody can have computed is no claim. */
class StatisticRangeTest {

  @ParameterizedTest
  @CsvSource({
    "accuracy, 0, 1, at least 0 and at most 1",
    "demographic_parity_ratio, 0, 1, at least 0 and at most 1",
    "mcc, -1, 1, at least -1 and at most 1",
    "membership_advantage, -1, 1, at least -1 and at most 1",
    "log_loss, 0, 1e9, at least 0",
    "r2, -1e9, 1, at most 1"
  })
  void isWhatTheStatisticMayBe(String statistic, double least, double most, String text) {
    StatisticRange range = StatisticRange.of(statistic).orElseThrow();

    assertThat(range.text()).isEqualTo(text);
    assertThat(range.holds(least)).isTrue();
    assertThat(range.holds(most)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"accuracy, 2", "fpr, -0.1", "rmse, -1", "r2, 1.1", "mcc, -1.5", "selection_rate, 95"})
  void leavesOutWhatItCannotBe(String statistic, double value) {
    assertThat(StatisticRange.of(statistic).orElseThrow().holds(value)).isFalse();
  }

  @Test
  void isOfWhatAssayComputesOnly() {
    assertThat(StatisticRange.of("mean_error")).isEmpty();
    assertThat(StatisticRange.of("profit")).isEmpty();
  }
}
