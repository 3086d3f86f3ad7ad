package org.assay.review.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputedFigureTest {

  @ParameterizedTest
  @CsvSource({
    "0.90, 0.88, 0.92, 0.88, true",
    "0.90, 0.88, 0.92, 0.92, true",
    "0.90, 0.88, 0.92, 0.93, false",
    "0.90, 0.88, 0.92, 0.87, false",
    "0.9049, 0.9045, 0.9053, 0.9, true",
    "0.9049, 0.9045, 0.9053, 0.91, false"
  })
  void goesByTheInterval(double value, double low, double high, double claimed, boolean agrees) {
    assertThat(new ComputedFigure(value, low, high).agreesWith(claimed)).isEqualTo(agrees);
  }

  @ParameterizedTest
  @CsvSource({
    "0.8449, 0.84, true",
    "0.8449, 0.845, true",
    "0.8449, 0.85, false",
    "0.8449, 0.8, false",
    "0.996, 1, true",
    "0.99, 1, false",
    "0.004, 0, true",
    "0.006, 0, false",
    "12345.4, 12345, true",
    "12345.6, 12345, false",
    "12345.44, 12345.4, true",
    "-0.31, -0.3, false"
  })
  void goesByRoundingWithoutOne(double value, double claimed, boolean agrees) {
    assertThat(new ComputedFigure(value, null, null).agreesWith(claimed)).isEqualTo(agrees);
  }
}
