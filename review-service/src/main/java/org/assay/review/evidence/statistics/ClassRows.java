package org.assay.review.evidence.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows of predicted classes in the order of their file, for the intervals that are drawn from them;
 * strata are the labels. Memory grows with the rows, up to {@value #BYTES} bytes each. Not safe for
 * several threads at once.
 */
public final class ClassRows {

  /**
   * What depends on how often each label is observed, which is as uncertain as anything: rows of
   * these are drawn from all, and not from each label as many as it has.
   */
  private static final Set<String> OF_PREVALENCE =
      Set.of("ece", "ece_top_label", "brier", "log_loss");

  /** How much memory a row takes at most. */
  public static final int BYTES = 44;

  private final List<String> classes;
  private int[] labels = new int[1024];
  private int[] predictions = new int[1024];
  private double[] scores = new double[1024];
  private int size;
  private @Nullable Strata strata;

  /**
   * Begins without rows.
   *
   * @param classes the declared ones; of two the positive one first
   */
  public ClassRows(List<String> classes) {
    this.classes = List.copyOf(classes);
  }

  /**
   * Adds a row.
   *
   * @param label its class, by position
   * @param prediction the predicted one; -1 where none is
   */
  public void add(int label, int prediction, double score) {
    if (size == labels.length) {
      labels = Arrays.copyOf(labels, 2 * size);
      predictions = Arrays.copyOf(predictions, 2 * size);
      scores = Arrays.copyOf(scores, 2 * size);
    }
    labels[size] = label;
    predictions[size] = prediction;
    // Makes 0 of -0, which is the same score.
    scores[size++] = score + 0.0;
  }

  /**
   * Returns the interval of a statistic of all rows.
   *
   * @param statistic its name
   * @param className of several classes, of a statistic of one: which
   * @param goOn called before each replicate; ends the computation by an exception
   * @throws IllegalArgumentException for a statistic that has no such interval
   */
  public Outcome<Interval> interval(
      String statistic, @Nullable String className, BootstrapPlan plan, Runnable goOn) {
    Function<int[], Outcome<Double>> of = of(statistic, className);
    return Bootstrap.percentile(
            plan,
            OF_PREVALENCE.contains(statistic) ? Strata.single(size) : strata(),
            rows -> {
              goOn.run();
              return of.apply(rows);
            })
        .map(Bootstrap.Percentile::interval);
  }

  private Strata strata() {
    Strata made = strata;
    if (made == null) {
      made = Strata.of(classes, Arrays.copyOf(labels, size));
      strata = made;
    }
    return made;
  }

  private Function<int[], Outcome<Double>> of(String statistic, @Nullable String className) {
    int at = className == null ? 0 : classes.indexOf(className);
    return switch (statistic) {
      case "f1" -> against(at, Confusion::f1);
      case "balanced_accuracy" -> against(at, Confusion::balancedAccuracy);
      case "mcc" -> against(at, Confusion::mcc);
      case "macro_f1" -> this::macroF1;
      case "average_precision" ->
          ScoredRows.averagePrecision(size, row -> labels[row] == 0, scores);
      case "brier" -> mean(Calibration::brier);
      case "log_loss" -> mean(Calibration::logLoss);
      case "ece" -> ece(row -> labels[row] == 0);
      case "ece_top_label" -> ece(row -> labels[row] == predictions[row]);
      default -> throw new IllegalArgumentException("No rows are drawn for " + statistic);
    };
  }

  private Function<int[], Outcome<Double>> against(
      int at, Function<Confusion, Outcome<Double>> statistic) {
    byte[] cells = new byte[size];
    for (int row = 0; row < size; row++) {
      cells[row] = (byte) ((labels[row] == at ? 0 : 2) + (predictions[row] == at ? 0 : 1));
    }
    return rows -> {
      int[] counts = new int[4];
      for (int row : rows) {
        counts[cells[row]]++;
      }
      return statistic.apply(
          new Confusion((long) counts[0], (long) counts[2], (long) counts[3], (long) counts[1]));
    };
  }

  private Outcome<Double> macroF1(int[] rows) {
    long[][] counts = new long[classes.size()][classes.size()];
    for (int row : rows) {
      counts[labels[row]][predictions[row]]++;
    }
    return ConfusionMatrix.of(classes, counts).macroF1();
  }

  private Function<int[], Outcome<Double>> mean(ScoredRows.OfArrays statistic) {
    return ScoredRows.mean(size, row -> labels[row] == 0, scores, statistic);
  }

  private Function<int[], Outcome<Double>> ece(IntPredicate hit) {
    byte[] bins = new byte[size];
    double[] gaps = new double[size];
    for (int row = 0; row < size; row++) {
      bins[row] = (byte) Calibration.bin(scores[row], Calibration.BINS);
      gaps[row] = (hit.test(row) ? 1 : 0) - scores[row];
    }
    return rows -> {
      BinnedCalibration drawn = new BinnedCalibration();
      for (int row : rows) {
        drawn.add(bins[row], gaps[row]);
      }
      return drawn.ece();
    };
  }
}
