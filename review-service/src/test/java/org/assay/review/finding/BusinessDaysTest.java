package org.assay.review.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessDaysTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00:00Z, 2, 2026-11-25T10:00:00Z",
    "2026-11-26T10:00:00Z, 2, 2026-11-30T10:00:00Z",
    "2026-11-28T10:00:00Z, 1, 2026-11-30T10:00:00Z",
    "2026-11-27T10:00:00Z, 5, 2026-12-04T10:00:00Z",
    "2026-11-27T10:00:00Z, 15, 2026-12-18T10:00:00Z"
  })
  void leavesOutWeekends(Instant from, int days, Instant expected) {
    assertThat(BusinessDays.after(from, days)).isEqualTo(expected);
  }
}
