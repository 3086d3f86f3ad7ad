package org.assay.review.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.assay.review.calendar.WorkingTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {

  @ParameterizedTest
  @CsvSource({
    "BLOCKER, 2026-11-23T10:00:00Z, 2026-11-25T10:00:00Z",
    "BLOCKER, 2026-11-26T10:00:00Z, 2026-11-30T10:00:00Z",
    "BLOCKER, 2026-11-28T10:00:00Z, 2026-12-01T17:00:00Z",
    "MAJOR, 2026-11-27T10:00:00Z, 2026-12-04T10:00:00Z",
    "MINOR, 2026-11-27T10:00:00Z, 2026-12-18T10:00:00Z"
  })
  void isDueAfterBusinessDays(Severity severity, Instant from, Instant expected) {
    assertThat(severity.dueAfter(from, WorkingTime.USUAL)).isEqualTo(expected);
  }

  @Test
  void isNotDueAsANote() {
    assertThat(Severity.NOTE.dueAfter(Instant.EPOCH, WorkingTime.USUAL)).isNull();
  }
}
