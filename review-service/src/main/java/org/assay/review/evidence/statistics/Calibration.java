package org.assay.review.evidence.statistics;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.numbers.core.Sum;

/**
 * Whether probabilities mean what they say.
 *
 * <p>UNDEFINED: EMPTY_INPUT. REJECTED: LENGTH_MISMATCH, NON_FINITE_INPUT, BAD_LABEL, OUT_OF_RANGE
 * for a probability outside [0, 1] or fewer than one bin.
 */
public final class Calibration {

  /** How many bins the calibration error has where nobody says otherwise. */
  public static final int BINS = 15;

  private Calibration() {}

  /**
   * Returns the mean squared difference of probability and label, in [0, 1]; Brier 1950, the half
   * form for two classes.
   *
   * @param labels 0 or 1
   * @param probabilities of label 1, in [0, 1], as long
   */
  public static Outcome<Double> brier(int[] labels, double[] probabilities) {
    return checked(
        labels,
        probabilities,
        () -> {
          Sum sum = Sum.create();
          for (int row = 0; row < labels.length; row++) {
            double error = probabilities[row] - labels[row];
            sum.addProduct(error, error);
          }
          return Outcome.ok(sum.getAsDouble() / labels.length);
        });
  }

  /**
   * Returns the mean negative logarithm of the probability of what happened, in nats, at least 0;
   * Good 1952. Nothing is clipped: UNDEFINED also INFINITE_LOSS if that probability was 0.
   *
   * @param labels 0 or 1
   * @param probabilities of label 1, in [0, 1], as long
   */
  public static Outcome<Double> logLoss(int[] labels, double[] probabilities) {
    return checked(
        labels,
        probabilities,
        () -> {
          Sum sum = Sum.create();
          for (int row = 0; row < labels.length; row++) {
            double p = probabilities[row];
            sum.add(labels[row] == 1 ? Math.log(p) : Math.log1p(-p));
          }
          double mean = -sum.getAsDouble() / labels.length;
          // Adding 0 makes 0 of the -0 that a sum of nothing but zeros leaves.
          return Double.isFinite(mean)
              ? Outcome.ok(mean + 0.0)
              : Outcome.undefined(Reason.INFINITE_LOSS);
        });
  }

  /**
   * Returns the logarithmic loss of probabilities clipped to [epsilon, 1 - epsilon].
   *
   * @param epsilon in (0, 0.5), else OUT_OF_RANGE
   */
  public static Outcome<Double> logLoss(int[] labels, double[] probabilities, double epsilon) {
    return new Checks()
        .probabilities(probabilities)
        .finite(epsilon)
        .that(0 < epsilon && epsilon < 0.5, Fault.OUT_OF_RANGE)
        .then(
            () -> {
              double[] clipped = new double[probabilities.length];
              for (int row = 0; row < clipped.length; row++) {
                clipped[row] = Math.clamp(probabilities[row], epsilon, 1 - epsilon);
              }
              return logLoss(labels, clipped);
            });
  }

  /**
   * Returns the expected calibration error, in [0, 1]; Naeini et al. 2015. Bin b of B holds the
   * probabilities in ((b-1)/B, b/B], the first one also 0; an empty bin adds nothing.
   *
   * @param labels 0 or 1
   * @param probabilities of label 1, in [0, 1], as long
   * @param bins how many, at least 1
   */
  public static Outcome<Double> ece(int[] labels, double[] probabilities, int bins) {
    return new Checks()
        .that(bins >= 1, Fault.OUT_OF_RANGE)
        .then(
            () ->
                checked(
                    labels,
                    probabilities,
                    () -> Outcome.ok(gaps(labels, probabilities, bins) / labels.length)));
  }

  private static double gaps(int[] labels, double[] probabilities, int bins) {
    Sum[] each = Stream.generate(Sum::create).limit(bins).toArray(Sum[]::new);
    for (int row = 0; row < labels.length; row++) {
      each[bin(probabilities[row], bins)].add(labels[row]).add(-probabilities[row]);
    }
    Sum all = Sum.create();
    for (Sum bin : each) {
      all.add(Math.abs(bin.getAsDouble()));
    }
    return all.getAsDouble();
  }

  /** The edges are the doubles b/B: what the multiplication rounds over one is put back. */
  static int bin(double probability, int bins) {
    int bin = Math.clamp((long) Math.ceil(probability * bins), 1, bins);
    if (bin > 1 && probability <= (bin - 1) / (double) bins) {
      bin--;
    } else if (probability > bin / (double) bins) {
      bin++;
    }
    return bin - 1;
  }

  /**
   * Returns the calibration error of the predicted class' confidence, in [0, 1]; Guo et al. 2017.
   * The predicted class is the most likely one, of equals the lowest.
   *
   * @param labels the class of each row, from 0; BAD_LABEL else
   * @param probabilities a row for each label, with a probability for each class
   * @param bins how many, at least 1
   */
  public static Outcome<Double> eceTopLabel(int[] labels, double[][] probabilities, int bins) {
    int classes = probabilities.length == 0 ? 0 : probabilities[0].length;
    Checks checks = new Checks().lengths(labels.length, probabilities.length);
    for (double[] row : probabilities) {
      checks.lengths(row.length, classes).probabilities(row);
    }
    for (int label : labels) {
      checks.that(0 <= label && label < classes, Fault.BAD_LABEL);
    }
    return checks.then(
        () -> {
          int[] correct = new int[labels.length];
          double[] confidence = new double[labels.length];
          for (int row = 0; row < labels.length; row++) {
            int best = mostLikely(probabilities[row]);
            confidence[row] = probabilities[row][best];
            correct[row] = best == labels[row] ? 1 : 0;
          }
          return ece(correct, confidence, bins);
        });
  }

  private static int mostLikely(double[] probabilities) {
    int best = 0;
    for (int one = 1; one < probabilities.length; one++) {
      if (probabilities[one] > probabilities[best]) {
        best = one;
      }
    }
    return best;
  }

  static Outcome<Double> checked(
      int[] labels, double[] probabilities, Supplier<Outcome<Double>> answer) {
    return new Checks()
        .lengths(labels.length, probabilities.length)
        .probabilities(probabilities)
        .labels(labels)
        .then(() -> labels.length == 0 ? Outcome.undefined(Reason.EMPTY_INPUT) : answer.get());
  }
}
