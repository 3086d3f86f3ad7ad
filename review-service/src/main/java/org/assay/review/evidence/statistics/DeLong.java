package org.assay.review.evidence.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How sure an area under the ROC curve is, and how sure the difference of two on the same rows;
 * DeLong et al. 1988, by mid-ranks as Sun and Xu 2014.
 *
 * <p>UNDEFINED: EMPTY_INPUT, SINGLE_CLASS, TOO_FEW_PER_CLASS (two rows each), ZERO_VARIANCE.
 * REJECTED: LENGTH_MISMATCH, NON_FINITE_INPUT, BAD_LABEL, BAD_CONFIDENCE.
 */
public final class DeLong {

  private DeLong() {}

  /** How the limits of an area's interval came about. */
  public enum Method {
    /** By DeLong's variance. */
    DELONG,
    /**
     * All rows are in order (or all in reverse), which leaves no variance: the bound of Clopper and
     * Pearson for m of m, m the size of the smaller class, a convention of Assay.
     */
    CLOPPER_PEARSON_FALLBACK
  }

  /**
   * An area and its interval.
   *
   * @param auc in [0, 1]
   * @param standardError at least 0
   * @param interval within [0, 1]
   * @param method how the interval came about
   */
  public record Area(double auc, double standardError, Interval interval, Method method) {}

  /**
   * Two areas compared.
   *
   * @param aucA the first area
   * @param aucB the second
   * @param difference first less second, in [-1, 1]
   * @param standardError of the difference, above 0
   * @param test z and its two-sided p-value
   * @param interval of the difference, not cut off
   */
  public record Comparison(
      double aucA,
      double aucB,
      double difference,
      double standardError,
      TestResult test,
      Interval interval) {}

  /**
   * Returns the area of a model's scores with its interval.
   *
   * @param labels 0 or 1
   * @param scores as long
   */
  public static Outcome<Area> area(int[] labels, double[] scores, double confidence) {
    return checked(
        labels,
        scores,
        scores,
        confidence,
        () -> {
          Placements placements = Placements.of(labels, scores);
          return area(
              placements.mean(), placements.variance(), placements.smallerClass(), confidence);
        });
  }

  /** The area whose variance is known; {@code smaller} is the size of the smaller class. */
  static Outcome<Area> area(double auc, double variance, long smaller, double confidence) {
    double error = Math.sqrt(variance);
    if (error > 0) {
      double half = Normal.critical(confidence) * error;
      Interval interval = Interval.around(auc, half, 0, 1);
      return Outcome.ok(new Area(auc, error, interval, Method.DELONG));
    }
    return certain(auc, smaller, confidence);
  }

  private static Outcome<Area> certain(double auc, long rows, double confidence) {
    if (auc != 0 && auc != 1) {
      return Outcome.undefined(Reason.ZERO_VARIANCE);
    }
    return Intervals.clopperPearson(new Proportion(auc == 1 ? rows : 0, rows), confidence)
        .map(interval -> new Area(auc, 0, interval, Method.CLOPPER_PEARSON_FALLBACK));
  }

  /**
   * Returns two models' areas on the same rows, compared.
   *
   * @param labels 0 or 1
   * @param scoresA the first model's, as long
   * @param scoresB the second model's, as long
   */
  public static Outcome<Comparison> paired(
      int[] labels, double[] scoresA, double[] scoresB, double confidence) {
    return checked(
        labels,
        scoresA,
        scoresB,
        confidence,
        () -> {
          Placements first = Placements.of(labels, scoresA);
          Placements second = Placements.of(labels, scoresB);
          // The variance of the difference of placements is S11 + S22 - 2 S12, without cancelling.
          return compared(first.mean(), second.mean(), first.less(second).variance(), confidence);
        });
  }

  /** Two areas, the variance of whose difference is known. */
  static Outcome<Comparison> compared(
      double first, double second, double variance, double confidence) {
    double error = Math.sqrt(variance);
    if (error == 0) {
      return Outcome.undefined(Reason.ZERO_VARIANCE);
    }
    double difference = first - second;
    double z = difference / error;
    double half = Normal.critical(confidence) * error;
    return Outcome.ok(
        new Comparison(
            first,
            second,
            difference,
            error,
            new TestResult(z, Normal.twoSided(z)),
            new Interval(difference - half, difference + half)));
  }

  private static <T> Outcome<T> checked(
      int[] labels, double[] a, double[] b, double confidence, Supplier<Outcome<T>> answer) {
    return new Checks()
        .lengths(labels.length, a.length)
        .lengths(labels.length, b.length)
        .finite(a)
        .finite(b)
        .labels(labels)
        .confidence(confidence)
        .then(() -> enough(labels).<Outcome<T>>map(Outcome::undefined).orElseGet(answer));
  }

  private static Optional<Reason> enough(int[] labels) {
    long positives = Arrays.stream(labels).filter(label -> label == 1).count();
    return enough(positives, labels.length - positives);
  }

  /** Says why there is no variance of so few rows. */
  static Optional<Reason> enough(long positives, long negatives) {
    long fewer = Math.min(positives, negatives);
    if (positives + negatives == 0) {
      return Optional.of(Reason.EMPTY_INPUT);
    }
    if (fewer == 0) {
      return Optional.of(Reason.SINGLE_CLASS);
    }
    return fewer == 1 ? Optional.of(Reason.TOO_FEW_PER_CLASS) : Optional.empty();
  }
}
