package org.assay.review.evidence.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.assay.review.evidence.statistics.CoarseOutline.Cut;
import org.assay.review.evidence.statistics.ScoreOutline.Bin;
import org.assay.review.evidence.statistics.ScoreOutline.Kept;
import org.assay.review.evidence.statistics.ScoreOutline.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a curve is little, and what there is of it is exact. */
class ScoreOutlineTest {

  private static final class Rows {
    private final int[] labels;
    private final double[] scores;

    Rows(int[] labels, double[] scores) {
      this.labels = labels;
      this.scores = scores;
    }

    static Rows random(long seed, int size, double low, double high) {
      Random random = new Random(seed);
      int[] labels = new int[size];
      double[] scores = new double[size];
      for (int row = 0; row < size; row++) {
        double share = random.nextDouble();
        scores[row] = low + share * (high - low);
        labels[row] = random.nextDouble() < share ? 1 : 0;
      }
      return new Rows(labels, scores);
    }

    long above(double score, int label) {
      long rows = 0;
      for (int row = 0; row < labels.length; row++) {
        rows += labels[row] == label && scores[row] >= score ? 1 : 0;
      }
      return rows;
    }

    Kept kept(boolean probabilities) {
      TreeMap<Double, long[]> cells = new TreeMap<>(Comparator.reverseOrder());
      long positives = 0;
      for (int row = 0; row < labels.length; row++) {
        cells.computeIfAbsent(scores[row], _ -> new long[2])[labels[row]]++;
        positives += labels[row];
      }
      ScoreOutline outline = new ScoreOutline(positives, labels.length - positives, probabilities);
      cells.forEach((score, count) -> outline.add(score, count[1], count[0]));
      return outline.kept();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 5_000, 20_000})
  void keepsFewPointsAndTheLast(int size) {
    Rows rows = Rows.random(size, size, 0, 1);

    Kept kept = rows.kept(true);

    assertThat(kept.points().size()).isBetween(20, ScoreOutline.MOST_POINTS - 1);
    assertThat(kept.points())
        .allSatisfy(
            point -> {
              double score = Objects.requireNonNull(point.score());
              assertThat(point.truePositives()).isEqualTo(rows.above(score, 1));
              assertThat(point.falsePositives()).isEqualTo(rows.above(score, 0));
            });
    Point last = kept.points().getLast();
    assertThat(last.truePositives() + last.falsePositives()).isEqualTo(size);
  }

  @Test
  void hasTheBinsOfTheCalibrationError() {
    Rows rows = Rows.random(7, 3_000, 0, 1);

    List<Bin> pairs = rows.kept(true).pairs();

    assertThat(pairs).hasSize(Calibration.BINS);
    double gaps = 0;
    for (Bin bin : pairs) {
      gaps += Math.abs(bin.positives() - Objects.requireNonNull(bin.sum()));
    }
    double expected =
        ((Outcome.Ok<Double>) Calibration.ece(rows.labels, rows.scores, Calibration.BINS)).value();
    assertThat(gaps / 3_000).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 0.003, 1, 1234.5, 1e300})
  void findsTheRangeOfScoresThatAreNoProbabilities(double scale) {
    Rows rows = Rows.random(3, 2_000, -2 * scale, 3 * scale);

    List<Bin> bins = rows.kept(false).bins();

    assertThat(bins.size()).isBetween(20, 40);
    assertThat(bins.stream().mapToLong(Bin::rows).sum()).isEqualTo(2_000);
    double width = bins.getFirst().high() - bins.getFirst().low();
    for (int at = 0; at < bins.size(); at++) {
      Bin bin = bins.get(at);
      assertThat(bin.high() - bin.low()).isEqualTo(width);
      assertThat(bin.positives())
          .isEqualTo(
              rows.above(Math.nextUp(bin.low()), 1) - rows.above(Math.nextUp(bin.high()), 1));
      assertThat(at == 0 ? bin.low() : bins.get(at - 1).high()).isEqualTo(bin.low());
    }
  }

  @Test
  void holdsOneScoreAndTheGreatestOnes() {
    Rows one = new Rows(new int[] {0, 1, 1}, new double[] {4, 4, 4});
    Rows greatest =
        new Rows(new int[] {0, 1, 1}, new double[] {-Double.MAX_VALUE, Double.MAX_VALUE, 0});

    assertThat(one.kept(false).points()).containsExactly(new Point(4.0, 2, 1));
    assertThat(one.kept(false).bins()).hasSize(1);
    assertThat(greatest.kept(false).bins())
        .allSatisfy(bin -> assertThat(bin.low()).isFinite().isLessThan(bin.high()));
    assertThat(greatest.kept(false).bins().stream().mapToLong(Bin::rows).sum()).isEqualTo(3);
  }

  @Test
  void tellsNoCountOfFewPeople() {
    Kept told = CoarseOutline.of(Rows.random(11, 600, 0, 1).kept(true), null);

    assertThat(told.points().size()).isGreaterThan(3);
    long positives = 0;
    long negatives = 0;
    for (Point point : told.points()) {
      assertThat(point.score()).isNull();
      assertThat(point.truePositives() - positives).isGreaterThanOrEqualTo(10);
      assertThat(point.falsePositives() - negatives).isGreaterThanOrEqualTo(10);
      positives = point.truePositives();
      negatives = point.falsePositives();
    }
    assertThat(positives + negatives).isEqualTo(600);
    assertThat(told.bins())
        .hasSizeGreaterThan(3)
        .allMatch(bin -> bin.positives() >= 10 && bin.negatives() >= 10);
    assertThat(told.bins().stream().mapToLong(Bin::rows).sum()).isEqualTo(600);
    assertThat(told.bins().stream().map(Bin::low))
        .as("edges of the calibration error only, so that no two binnings can be subtracted")
        .isSubsetOf(Rows.random(11, 600, 0, 1).kept(true).pairs().stream().map(Bin::low).toList());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.11, 0.3333333333333333, 0.5, 0.66, 0.9})
  void leavesTenRowsOfEachLabelBetweenAnyPointAndWhatWasPredicted(double threshold) {
    Rows rows = Rows.random(5, 2_000, 0, 1);
    long positive = rows.above(threshold, 1);
    long negative = rows.above(threshold, 0);

    List<Point> told =
        CoarseOutline.of(rows.kept(true), new Cut(null, positive, negative)).points();

    assertThat(told)
        .hasSizeGreaterThan(10)
        .allMatch(
            point ->
                (point.truePositives() == positive && point.falsePositives() == negative)
                    || (Math.abs(point.truePositives() - positive) >= 10
                        && Math.abs(point.falsePositives() - negative) >= 10));
    assertThat(told.getLast().truePositives() + told.getLast().falsePositives()).isEqualTo(2_000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.11, 0.17, 0.3333333333333333, 0.5, 0.66, 0.9})
  void leavesTenRowsOfEachLabelBetweenTheThresholdAndAnyEdge(double threshold) {
    Rows rows = Rows.random(5, 2_000, 0, 1);

    List<Bin> told =
        CoarseOutline.of(
                rows.kept(true),
                new Cut(threshold, rows.above(threshold, 1), rows.above(threshold, 0)))
            .bins();

    assertThat(told.stream().mapToLong(Bin::rows).sum()).isEqualTo(2_000);
    assertThat(told).allMatch(bin -> bin.positives() >= 10 && bin.negatives() >= 10);
    for (Bin bin : told) {
      for (double edge : new double[] {bin.low(), bin.high()}) {
        long positive = rows.above(Math.nextUp(edge), 1) - rows.above(threshold, 1);
        long negative = rows.above(Math.nextUp(edge), 0) - rows.above(threshold, 0);
        assertThat(
                (positive == 0 && negative == 0)
                    || (Math.abs(positive) >= 10 && Math.abs(negative) >= 10))
            .as("%d positive and %d negative rows to the edge %s", positive, negative, edge)
            .isTrue();
      }
    }
  }

  /** Rows of one label alone are joined with others, across empty bins if need be. */
  @Test
  void joinsNeighboursAcrossEmptyBins() {
    int[] labels = new int[90];
    double[] scores = new double[90];
    for (int row = 0; row < 90; row++) {
      labels[row] = row % 30 < 15 ? 1 : 0;
      scores[row] = row < 60 ? (labels[row] == 1 ? 0.1 : 0.4) : 0.9;
    }
    scores[89] = 1;

    List<Bin> told = CoarseOutline.of(new Rows(labels, scores).kept(true), null).bins();

    assertThat(told.stream().map(Bin::rows).filter(rows -> rows > 0)).containsExactly(60L, 30L);
  }
}
