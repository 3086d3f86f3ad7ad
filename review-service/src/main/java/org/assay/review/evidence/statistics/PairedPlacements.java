package org.assay.review.evidence.statistics;

import java.math.BigInteger;

/**
 * How far two models put the rows of one class on their side of those of the other, as sums over
 * any number of rows, none of which is held: what {@link DeLong#paired} makes of arrays. Placements
 * are doubled, so that ties, which count half, leave all of it whole and exact.
 *
 * @param rows how many are of the class
 * @param first twice how many rows of the other class the first model has on the right side of
 *     each, added up
 * @param second the same of the second model
 * @param squares of by how much the first model's is more than the second's, added up
 */
public record PairedPlacements(long rows, long first, long second, BigInteger squares) {

  /**
   * Returns both areas compared; UNDEFINED and REJECTED as {@link DeLong} says.
   *
   * @param negatives of the other class, from its own side
   */
  public Outcome<DeLong.Comparison> compared(PairedPlacements negatives, double confidence) {
    double ours = rows;
    double theirs = negatives.rows;
    return new Checks()
        .confidence(confidence)
        .then(
            () ->
                DeLong.enough(rows, negatives.rows)
                    .<Outcome<DeLong.Comparison>>map(Outcome::undefined)
                    .orElseGet(
                        () ->
                            DeLong.compared(
                                first / 2.0 / (ours * theirs),
                                second / 2.0 / (ours * theirs),
                                variance() / (theirs * theirs * ours)
                                    + negatives.variance() / (ours * ours * theirs),
                                confidence)));
  }

  /** Of the differences that are not doubled. Whole numbers, since nearly equal ones cancel. */
  private double variance() {
    BigInteger sum = BigInteger.valueOf(first - second);
    BigInteger spread = squares.multiply(BigInteger.valueOf(rows)).subtract(sum.multiply(sum));
    return spread.doubleValue() / 4 / rows / (rows - 1);
  }
}
