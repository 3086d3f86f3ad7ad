package org.assay.review.evidence.statistics;

/**
 * How many rows it takes to see a difference, with groups of equal size and no correction; Fleiss
 * et al. 2003. REJECTED: NON_FINITE_INPUT, OUT_OF_RANGE, BAD_CONFIDENCE.
 */
public final class Power {

  private Power() {}

  /**
   * A number of rows.
   *
   * @param rows rounded up, at least 1
   * @param raw before that
   */
  public record Size(long rows, double raw) {}

  /**
   * Returns the probability, in [0, 1], that the two-sided test at level alpha sees a difference.
   * UNDEFINED: NO_EFFECT; ZERO_VARIANCE for proportions of 0 and 1.
   *
   * @param p1 the first proportion, in [0, 1]
   * @param p2 the second
   * @param perGroup rows a group, at least 1
   * @param alpha in (0, 1)
   */
  public static Outcome<Double> twoProportions(double p1, double p2, long perGroup, double alpha) {
    return checked(p1, p2, alpha)
        .counts(perGroup)
        .that(perGroup >= 1, Fault.OUT_OF_RANGE)
        .then(
            () -> {
              if (p1 == p2) {
                return Outcome.undefined(Reason.NO_EFFECT);
              }
              double apart = spread(p1, p2);
              return apart == 0
                  ? Outcome.undefined(Reason.ZERO_VARIANCE)
                  : Outcome.ok(
                      Normal.cumulative(
                          (Math.abs(p1 - p2) * Math.sqrt((double) perGroup)
                                  - Normal.critical(1 - alpha) * pooledSpread(p1, p2))
                              / apart));
            });
  }

  /**
   * Returns the rows that each group needs. UNDEFINED: NO_EFFECT.
   *
   * @param p1 the first proportion, in [0, 1]
   * @param p2 the second
   * @param alpha the level of the two-sided test, in (0, 1)
   * @param power the probability wanted, in (0, 1)
   */
  public static Outcome<Size> sampleSize(double p1, double p2, double alpha, double power) {
    return checked(p1, p2, alpha)
        .open(power)
        .then(
            () -> {
              if (p1 == p2) {
                return Outcome.undefined(Reason.NO_EFFECT);
              }
              double root =
                  Normal.critical(1 - alpha) * pooledSpread(p1, p2)
                      + Normal.quantile(power) * spread(p1, p2);
              return size(root * root / ((p1 - p2) * (p1 - p2)));
            });
  }

  /**
   * Returns the fewest rows, all of them right, of which Wilson's lower limit reaches a threshold.
   *
   * @param threshold in (0, 1)
   */
  public static Outcome<Size> flawless(double threshold, double confidence) {
    return new Checks()
        .open(threshold)
        .confidence(confidence)
        .then(
            () -> {
              double z = Normal.critical(confidence);
              return size(z * z * threshold / (1 - threshold));
            });
  }

  private static Outcome<Size> size(double raw) {
    return Outcome.number(raw).map(rows -> new Size(Math.max(1, (long) Math.ceil(rows)), rows));
  }

  private static Checks checked(double p1, double p2, double alpha) {
    return new Checks().probabilities(p1, p2).open(alpha);
  }

  private static double pooledSpread(double p1, double p2) {
    double mean = (p1 + p2) / 2;
    return Math.sqrt(2 * mean * (1 - mean));
  }

  private static double spread(double p1, double p2) {
    return Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
  }
}
