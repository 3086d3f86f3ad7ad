package org.assay.review.evidence.statistics;

import static org.assay.review.evidence.statistics.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.simple.RandomSource;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that were published, to as many digits as they were. */
class PublishedAnchorsTest {

  private static final Offset<Double> FOUR_DIGITS = within(6e-5);

  private static void isAbout(Interval interval, double lower, double upper) {
    assertThat(interval.lower()).isCloseTo(lower, FOUR_DIGITS);
    assertThat(interval.upper()).isCloseTo(upper, FOUR_DIGITS);
  }

  @ParameterizedTest
  @CsvSource({
    "18, 20, 0.69897, 0.97213",
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void wilson(long hits, long trials, double lower, double upper) {
    isAbout(value(Intervals.wilson(new Proportion(hits, trials), 0.95)), lower, upper);
  }

  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2527, 0.3676",
    "15, 148, 0.0578, 0.1617",
    "0, 20, 0, 0.1684",
    "1, 29, 0.0009, 0.1776"
  })
  void clopperPearson(long hits, long trials, double lower, double upper) {
    isAbout(value(Intervals.clopperPearson(new Proportion(hits, trials), 0.95)), lower, upper);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 34, 1, 34, 0.0189, 0.3404",
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "0, 10, 0, 20, -0.1611, 0.2775",
    "10, 10, 0, 10, 0.6075, 1.0000"
  })
  void newcombe(long x1, long n1, long x2, long n2, double lower, double upper) {
    isAbout(
        value(Intervals.newcombe(new Proportion(x1, n1), new Proportion(x2, n2), 0.95)).interval(),
        lower,
        upper);
  }

  @Test
  void mcNemar() {
    assertThat(value(ProportionTests.mcNemarExact(121, 59))).isCloseTo(4.434e-6, within(5e-10));
    assertThat(value(ProportionTests.mcNemarMidP(1, 7))).isCloseTo(0.0391, FOUR_DIGITS);
  }

  @Test
  void power() {
    assertThat(value(Power.twoProportions(0.5, 0.75, 50, 0.05))).isCloseTo(0.740, within(5e-4));
  }

  @ParameterizedTest
  @CsvSource({"0.90, 35", "0.95, 73", "0.99, 381"})
  void rowsWithoutAnError(double threshold, long rows) {
    assertThat(value(Power.flawless(threshold, 0.95)).rows()).isEqualTo(rows);
    assertThat(lowerOfAll(rows)).isGreaterThanOrEqualTo(threshold);
    assertThat(lowerOfAll(rows - 1)).isLessThan(threshold);
  }

  private static double lowerOfAll(long rows) {
    return value(Intervals.wilson(new Proportion(rows, rows), 0.95)).lower();
  }

  /** The fifteen p-values of Benjamini and Hochberg 1995: four rejections, Holm has three. */
  @Test
  void multiplicity() {
    List<OptionalDouble> published =
        DoubleStream.of(
                0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
                0.4262, 0.5719, 0.6528, 0.7590, 1.0000)
            .mapToObj(OptionalDouble::of)
            .toList();

    assertThat(rejected(value(Multiplicity.benjaminiHochberg(published)))).isEqualTo(4);
    assertThat(rejected(value(Multiplicity.holm(published)))).isEqualTo(3);
  }

  private static long rejected(List<OptionalDouble> adjusted) {
    return adjusted.stream().filter(p -> p.orElseThrow() <= 0.05).count();
  }

  /** The first output of the authors' own xoshiro256++ from the state 1, 2, 3, 4. */
  @Test
  void randomNumbers() {
    assertThat(RandomSource.XO_SHI_RO_256_PP.create(new long[] {1, 2, 3, 4}).nextLong())
        .isEqualTo(41943041);
  }
}
