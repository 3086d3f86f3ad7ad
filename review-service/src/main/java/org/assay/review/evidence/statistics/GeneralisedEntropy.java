package org.assay.review.evidence.statistics;

import java.util.Arrays;
import org.apache.commons.numbers.core.Sum;

/** How unequally the benefit of predictions is spread over all people; Speicher et al. 2018. */
public final class GeneralisedEntropy {

  private GeneralisedEntropy() {}

  /**
   * Returns the index of the benefits {@code prediction - label + 1}, at least 0; 0 where all get
   * the same. UNDEFINED: EMPTY_INPUT; ZERO_DENOMINATOR where nobody benefits. REJECTED:
   * LENGTH_MISMATCH, BAD_LABEL, OUT_OF_RANGE for another alpha.
   *
   * @param labels 0 or 1
   * @param predictions 0 or 1, as long
   * @param alpha 1 (Theil) or 2 (half the squared coefficient of variation)
   */
  public static Outcome<Double> of(int[] labels, int[] predictions, int alpha) {
    return new Checks()
        .lengths(labels.length, predictions.length)
        .labels(labels)
        .labels(predictions)
        .that(alpha == 1 || alpha == 2, Fault.OUT_OF_RANGE)
        .then(
            () -> {
              if (labels.length == 0) {
                return Outcome.undefined(Reason.EMPTY_INPUT);
              }
              double[] benefits = new double[labels.length];
              Arrays.setAll(benefits, row -> predictions[row] - labels[row] + 1);
              double mean = Sum.of(benefits).getAsDouble() / benefits.length;
              return mean == 0
                  ? Outcome.undefined(Reason.ZERO_DENOMINATOR)
                  : Outcome.ok(Math.max(0, index(benefits, mean, alpha)));
            });
  }

  private static double index(double[] benefits, double mean, int alpha) {
    Sum sum = Sum.create();
    for (double benefit : benefits) {
      double share = benefit / mean;
      if (alpha == 2) {
        sum.add((share * share - 1) / 2);
      } else if (share > 0) {
        sum.addProduct(share, Math.log(share));
      }
    }
    return sum.getAsDouble() / benefits.length;
  }
}
