package org.assay.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  @Test
  void isEvenOnceTheLastThreeWindowsAgreeWithinATenth() {
    assertThat(WarmUp.even(List.of(100.0, 100.0))).isFalse();
    assertThat(WarmUp.even(List.of(50.0, 300.0, 310.0, 330.0))).isTrue();
    assertThat(WarmUp.even(List.of(300.0, 310.0, 332.0))).isFalse();
    assertThat(WarmUp.even(List.of(300.0, 300.0, 300.0, 400.0))).isFalse();
  }

  @Test
  void saysThatItNeverBecameEven() {
    WarmUp warmUp = new WarmUp(List.of(1.0, 2.0, 3.0), " ms");

    assertThat(warmUp.note())
        .isEqualTo(
            "Warmed up for 30 s, and the last three windows still differed by more than 10 %:"
                + " 1.00 ms, 2.00 ms, 3.00 ms.");
  }
}
