package org.assay.review.evidence.statistics;

import java.util.OptionalInt;

/**
 * What fixes a bootstrap interval before it is computed. Nobody picks a seed, so that nobody can
 * shop for one; whoever has the plan and the rows repeats the interval bit by bit.
 *
 * @param seedMaterial what the stream of random numbers is made of
 * @param replicates how many times rows are drawn
 * @param confidence of the interval, in (0, 1)
 */
public record BootstrapPlan(String seedMaterial, int replicates, double confidence) {

  /** How many replicates there are where no policy asks for more. */
  public static final int REPLICATES = 1999;

  /**
   * Returns the plan for a metric of some evidence under a policy.
   *
   * @param evidenceDigest the exact rows, their order included
   * @param metric the metric's id
   * @param policyVersion the policy version's id
   * @param replicates how many
   * @param confidence of the interval
   */
  public static BootstrapPlan of(
      String evidenceDigest,
      String metric,
      String policyVersion,
      int replicates,
      double confidence) {
    String material =
        String.join(
            "\n",
            "assay-bootstrap/1",
            evidenceDigest,
            metric,
            policyVersion,
            Integer.toString(replicates));
    return new BootstrapPlan(material, replicates, confidence);
  }

  /** Says whether of so many replicates some are the limits of an interval at that confidence. */
  public static boolean ranked(int replicates, double confidence) {
    return new BootstrapPlan("", replicates, confidence).tail().isPresent();
  }

  /** Returns which smallest and greatest replicates are the limits; empty where none is. */
  OptionalInt tail() {
    double tail = (replicates + 1.0) * (1 - confidence) / 2;
    long rank = Math.round(tail);
    boolean whole = Math.abs(tail - rank) < 1e-9 && rank >= 1;
    return whole ? OptionalInt.of((int) rank) : OptionalInt.empty();
  }
}
