package org.assay.review.evidence.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps around a mean reach four deviations, and are as many as asked for. */
class StepsTest {

  @ParameterizedTest
  @CsvSource({"0, 1, 40", "5, 2, 40", "-3.7, 1e-6, 1000", "1e70, 1e69, 1000", "2e5, 3e4, 1000"})
  void reachFourDeviationsAround(double mean, double deviation, int most) {
    Steps steps = Steps.around(mean, deviation, most);

    assertThat(steps.edge(steps.first())).isLessThanOrEqualTo(mean - 4 * deviation);
    assertThat(steps.edge(steps.last() + 1)).isGreaterThan(mean + 4 * deviation);
    assertThat(steps.last() - steps.first()).isBetween(most / 2L - 1, (long) most);
    assertThat(Math.scalb(1.0, Math.getExponent(steps.width()))).isEqualTo(steps.width());
  }

  @Test
  void areOneWhereNothingDeviates() {
    for (double mean : new double[] {0, 5, -1e70, 1e-300}) {
      Steps steps = Steps.around(mean, 0, 1000);

      assertThat(steps.last()).isEqualTo(steps.first());
      assertThat(steps.edge(steps.first())).isLessThanOrEqualTo(mean);
      assertThat(steps.edge(steps.first() + 1)).isGreaterThan(mean);
    }
  }
}
