package org.assay.review.evidence.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums of placements say what DeLong's test says of the rows. */
class PairedPlacementsTest {

  /** Twice how many rows of the other label are on the right side of a row. */
  private static long twice(int[] labels, double[] scores, int row) {
    long placed = 0;
    for (int other = 0; other < labels.length; other++) {
      if (labels[other] != labels[row]) {
        placed +=
            1 + (long) Math.signum((scores[row] - scores[other]) * (labels[row] == 1 ? 1 : -1));
      }
    }
    return placed;
  }

  private static PairedPlacements of(int label, int[] labels, double[] first, double[] second) {
    long rows = 0;
    long ofFirst = 0;
    long ofSecond = 0;
    BigInteger squares = BigInteger.ZERO;
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] == label) {
        long now = twice(labels, first, row);
        long was = twice(labels, second, row);
        rows++;
        ofFirst += now;
        ofSecond += was;
        squares = squares.add(BigInteger.valueOf(now - was).pow(2));
      }
    }
    return new PairedPlacements(rows, ofFirst, ofSecond, squares);
  }

  @Test
  void comparesAreasAsRowsDo() {
    Random random = new Random(11);
    int[] labels = new int[300];
    double[] first = new double[labels.length];
    double[] second = new double[labels.length];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = random.nextInt(3) == 0 ? 1 : 0;
      first[row] = random.nextInt(20) + 8 * labels[row];
      second[row] = random.nextInt(20) + 4 * labels[row];
    }

    DeLong.Comparison found =
        Outcomes.value(of(1, labels, first, second).compared(of(0, labels, first, second), 0.95));

    DeLong.Comparison expected = Outcomes.value(DeLong.paired(labels, first, second, 0.95));
    assertThat(found.aucA()).isCloseTo(expected.aucA(), within(1e-14));
    assertThat(found.aucB()).isCloseTo(expected.aucB(), within(1e-14));
    assertThat(found.standardError()).isCloseTo(expected.standardError(), within(1e-14));
    assertThat(found.test().pValue()).isCloseTo(expected.test().pValue(), within(1e-12));
  }

  @Test
  void saysNothingOfOneRowOfALabelOrOfModelsThatAreAlike() {
    PairedPlacements some = new PairedPlacements(5, 10, 8, BigInteger.TEN);
    PairedPlacements one = new PairedPlacements(1, 10, 8, BigInteger.TEN);
    PairedPlacements none = new PairedPlacements(0, 0, 0, BigInteger.ZERO);
    PairedPlacements alike = new PairedPlacements(5, 30, 30, BigInteger.ZERO);

    assertThat(some.compared(one, 0.95)).isEqualTo(Outcome.undefined(Reason.TOO_FEW_PER_CLASS));
    assertThat(some.compared(none, 0.95)).isEqualTo(Outcome.undefined(Reason.SINGLE_CLASS));
    assertThat(alike.compared(alike, 0.95)).isEqualTo(Outcome.undefined(Reason.ZERO_VARIANCE));
    assertThat(some.compared(some, 1)).isEqualTo(Outcome.rejected(Fault.BAD_CONFIDENCE));
  }
}
