package org.assay.review.evidence.statistics;

import java.util.function.Supplier;

/**
 * How often a prediction of two classes hit or missed; counts of at most 2^53 together.
 *
 * <p>All its statistics are {@link Reason#EMPTY_INPUT} where there are no rows, and {@link
 * Reason#ZERO_DENOMINATOR} where they are a share of nothing. A computed zero is a value. Source:
 * Fawcett, An introduction to ROC analysis, 2006, unless a method says otherwise.
 *
 * @param tp positive rows predicted positive
 * @param fp negative rows predicted positive
 * @param tn negative rows predicted negative
 * @param fn positive rows predicted negative
 */
public record Confusion(long tp, long fp, long tn, long fn) {

  /**
   * Checks the counts again, for those who do not come by {@link #of}.
   *
   * @throws IllegalArgumentException if a count is negative, or all are more than 2^53
   */
  public Confusion {
    if (faulty(tp, fp, tn, fn)) {
      throw new IllegalArgumentException("Not counts: %d %d %d %d".formatted(tp, fp, tn, fn));
    }
  }

  /** Returns the counts; {@link Fault#NEGATIVE_COUNT} or {@link Fault#OUT_OF_RANGE} else. */
  public static Outcome<Confusion> of(long tp, long fp, long tn, long fn) {
    return new Checks()
        .counts(tp, fp, tn, fn)
        .that(!faulty(tp, fp, tn, fn), Fault.OUT_OF_RANGE)
        .then(() -> Outcome.ok(new Confusion(tp, fp, tn, fn)));
  }

  /**
   * Returns counts that come as doubles, as a database's sums may; {@link Fault#NON_FINITE_INPUT},
   * {@link Fault#NON_INTEGER_COUNT} or the faults of whole counts else.
   */
  public static Outcome<Confusion> of(double tp, double fp, double tn, double fn) {
    boolean whole = tp == Math.rint(tp) && fp == Math.rint(fp);
    boolean wholeToo = tn == Math.rint(tn) && fn == Math.rint(fn);
    return new Checks()
        .finite(tp, fp, tn, fn)
        .that(whole && wholeToo, Fault.NON_INTEGER_COUNT)
        .then(() -> of((long) tp, (long) fp, (long) tn, (long) fn));
  }

  private static boolean faulty(long tp, long fp, long tn, long fn) {
    boolean negative = tp < 0 || fp < 0 || tn < 0 || fn < 0;
    boolean great = Math.max(Math.max(tp, fp), Math.max(tn, fn)) > Checks.MOST;
    return negative || great || tp + fp + tn + fn > Checks.MOST;
  }

  /** Returns the counts of these rows and others together. */
  public Confusion plus(Confusion other) {
    return new Confusion(tp + other.tp, fp + other.fp, tn + other.tn, fn + other.fn);
  }

  /** Returns the number of rows. */
  public long rows() {
    return tp + fp + tn + fn;
  }

  /** Returns the number of positive rows. */
  public long positives() {
    return tp + fn;
  }

  /** Returns the number of negative rows. */
  public long negatives() {
    return tn + fp;
  }

  /** Returns the number of rows predicted positive. */
  public long selected() {
    return tp + fp;
  }

  /** Returns the share of rows predicted right, in [0, 1]. */
  public Outcome<Double> accuracy() {
    return share(tp + tn, rows());
  }

  /** Returns the share of positives among what is predicted positive (PPV), in [0, 1]. */
  public Outcome<Double> precision() {
    return share(tp, selected());
  }

  /** Returns the share of negatives among what is predicted negative, in [0, 1]. */
  public Outcome<Double> npv() {
    return share(tn, tn + fn);
  }

  /** Returns the share of positives predicted positive (TPR), in [0, 1]. */
  public Outcome<Double> recall() {
    return share(tp, positives());
  }

  /** Returns the share of negatives predicted negative (TNR), in [0, 1]. */
  public Outcome<Double> specificity() {
    return share(tn, negatives());
  }

  /** Returns the share of negatives predicted positive, in [0, 1]. */
  public Outcome<Double> fpr() {
    return share(fp, negatives());
  }

  /** Returns the share of positives predicted negative, in [0, 1]. */
  public Outcome<Double> fnr() {
    return share(fn, positives());
  }

  /** Returns the harmonic mean of precision and recall, in [0, 1]; van Rijsbergen 1979. */
  public Outcome<Double> f1() {
    return share(2 * tp, 2 * tp + fp + fn);
  }

  /** Returns the mean of recall and specificity, in [0, 1]; Brodersen et al. 2010. */
  public Outcome<Double> balancedAccuracy() {
    return recall().then(tpr -> specificity().map(tnr -> (tpr + tnr) / 2));
  }

  /** Returns the correlation of label and prediction, in [-1, 1]; Matthews 1975. */
  public Outcome<Double> mcc() {
    return unlessEmpty(
        () -> {
          long predictedNegative = tn + fn;
          if (selected() == 0 || positives() == 0 || negatives() == 0 || predictedNegative == 0) {
            return Outcome.undefined(Reason.ZERO_DENOMINATOR);
          }
          // The products do not fit a long; their square root is taken in two halves.
          double below =
              Math.sqrt((double) selected() * positives())
                  * Math.sqrt((double) negatives() * predictedNegative);
          return Outcome.ok(Math.clamp(differenceOfProducts() / below, -1.0, 1.0));
        });
  }

  /** {@code tp·tn - fp·fn} with one rounding error, also where both products are nearly equal. */
  private double differenceOfProducts() {
    double wrong = (double) fp * fn;
    double error = Math.fma(-(double) fp, (double) fn, wrong);
    return Math.fma((double) tp, (double) tn, -wrong) + error;
  }

  private Outcome<Double> share(long part, long whole) {
    return unlessEmpty(() -> Outcome.share(part, whole));
  }

  private Outcome<Double> unlessEmpty(Supplier<Outcome<Double>> answer) {
    return rows() == 0 ? Outcome.undefined(Reason.EMPTY_INPUT) : answer.get();
  }
}
