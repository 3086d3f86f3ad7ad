package org.assay.review.evidence.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution, by its survival function so that the tails stay exact. */
final class Normal {

  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  private Normal() {}

  /** Returns z of a two-sided interval: half of what the confidence leaves lies above it. */
  static double critical(double confidence) {
    return STANDARD.inverseSurvivalProbability((1 - confidence) / 2);
  }

  static double quantile(double probability) {
    return STANDARD.inverseCumulativeProbability(probability);
  }

  static double cumulative(double z) {
    return STANDARD.cumulativeProbability(z);
  }

  static double survival(double z) {
    return STANDARD.survivalProbability(z);
  }

  /** Returns the two-sided p-value of z. */
  static double twoSided(double z) {
    return Math.min(1, 2 * STANDARD.survivalProbability(Math.abs(z)));
  }
}
