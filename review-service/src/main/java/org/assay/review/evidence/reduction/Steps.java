package org.assay.review.evidence.reduction;

/**
 * Steps of equal width, in which numbers are counted; what lies beyond is counted in the lowest or
 * the highest one. The width is a power of two, so that every edge is exact.
 *
 * @param width of each
 * @param first which multiple of the width the lowest begins at
 * @param last which one the highest begins at
 */
public record Steps(double width, long first, long last) {

  /** How many standard deviations the steps reach on either side of the mean. */
  private static final double REACH = 4;

  /** As much finer than the mean as edges may be and still be told apart. */
  private static final int FINEST = 40;

  /**
   * Returns steps around a mean.
   *
   * @param deviation the standard deviation, at least 0
   * @param most how many there are about, at most one more
   */
  public static Steps around(double mean, double deviation, int most) {
    double reach = REACH * deviation;
    int exponent =
        Math.max(Math.getExponent(2 * reach / most) + 1, Math.getExponent(mean) - FINEST);
    double width = Math.scalb(1.0, Math.max(exponent, Double.MIN_EXPONENT));
    return new Steps(
        width,
        (long) Math.floor((mean - reach) / width),
        (long) Math.floor((mean + reach) / width));
  }

  /** Returns where a step begins. */
  public double edge(long step) {
    return step * width;
  }
}
