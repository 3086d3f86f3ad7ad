package org.assay.review.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IncidentStateTest {

  @ParameterizedTest
  @CsvSource({
    "OPEN, CONTAIN_BY_RULE, CONTAINED",
    "OPEN, CONTAIN, CONTAINED",
    "OPEN, CLOSE, ",
    "CONTAINED, CONTAIN_BY_RULE, ",
    "CONTAINED, CONTAIN, CONTAINED",
    "CONTAINED, CLOSE, CLOSED"
  })
  void leadsOnByWhatHappens(IncidentState from, IncidentState.Act act, @Nullable IncidentState to) {
    assertThat(from.after(act).orElse(null)).isEqualTo(to);
  }

  @ParameterizedTest
  @EnumSource
  void endsForGood(IncidentState.Act act) {
    assertThat(IncidentState.CLOSED.after(act)).isEmpty();
  }

  @Test
  void givesAnHourOrEightByTheClock() {
    Instant friday = Instant.parse("2026-05-01T17:30:00Z");

    assertThat(IncidentSeverity.SEV1.containBy(friday)).isEqualTo("2026-05-01T18:30:00Z");
    assertThat(IncidentSeverity.SEV2.containBy(friday)).isEqualTo("2026-05-02T01:30:00Z");
    assertThat(IncidentSeverity.SEV3.containBy(friday)).isNull();
  }
}
