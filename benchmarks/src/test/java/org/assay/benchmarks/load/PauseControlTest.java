package org.assay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PauseControlTest {

  @Test
  void acceptsWhatShowsThePauseInATenthOfTheRequests() {
    LoadOutcome outcome = Outcomes.of(200, 10, Map.of(2, 1800, 300, 100, 950, 100));

    assertThat(PauseControl.judged(outcome).accepted()).isTrue();
  }

  @Test
  void rejectsWhatShowsItInOneRequestAlone() {
    LoadOutcome outcome = Outcomes.of(200, 10, Map.of(2, 1999, 1000, 1));

    assertThat(PauseControl.judged(outcome).accepted()).isFalse();
  }

  @Test
  void rejectsARunThatWasSlowWithoutThePause() {
    LoadOutcome outcome = Outcomes.of(200, 10, Map.of(1500, 2000));

    PauseControl control = PauseControl.judged(outcome);
    assertThat(control.undisturbed()).isFalse();
    assertThat(control.accepted()).isFalse();
  }
}
