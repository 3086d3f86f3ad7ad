package org.assay.review.evidence.statistics;

import java.util.List;
import org.apache.commons.numbers.core.Sum;

/**
 * By how much one model's macro F1 is greater than another's on the same rows, by its standard
 * error: for more kinds of rows than are drawn again and again.
 *
 * <p>F1 of a class is 2 TP / (N + Q), of N rows that are and Q that are predicted of it. To first
 * order, a row that is of class y and predicted of p adds 2 [y = p] / D(y) - F1(p) / D(p) to the
 * sum over all classes, D = N + Q (the delta method, as Takahashi et al. 2022; here of two models,
 * and within each label, as rows are drawn).
 */
public final class PairedMacroF1 {

  /** What rounding leaves, at most, of the difference of two numbers up to 1. */
  private static final double ROUNDING = 1e-12;

  private final List<ConfusionMatrix> models;
  private final double[][] f1;
  private final double[][] sizes;

  private PairedMacroF1(List<ConfusionMatrix> models) {
    this.models = models;
    this.f1 = new double[2][];
    this.sizes = new double[2][];
    for (int model = 0; model < 2; model++) {
      List<Confusion> each = models.get(model).eachAgainstOthers();
      sizes[model] = each.stream().mapToDouble(one -> one.positives() + one.selected()).toArray();
      f1[model] = each.stream().mapToDouble(one -> 2.0 * one.tp()).toArray();
      for (int at = 0; at < f1[model].length; at++) {
        f1[model][at] /= sizes[model][at];
      }
    }
  }

  /**
   * Rows of one label that both models predicted alike.
   *
   * @param first what the first model predicted
   * @param second what the second did
   * @param rows how many they are
   */
  public record Cell(int first, int second, long rows) {}

  /**
   * Returns the difference with its interval, whose limits are not cut off. UNDEFINED: what {@link
   * ConfusionMatrix#macroF1} of either is; TOO_FEW_PER_CLASS where a label has one row;
   * ZERO_VARIANCE where all rows of each label add the same. REJECTED: BAD_CONFIDENCE.
   *
   * @param cells of each label, of which the matrices are made
   */
  public static Outcome<Estimate> difference(
      ConfusionMatrix first, ConfusionMatrix second, List<List<Cell>> cells, double confidence) {
    return new Checks()
        .confidence(confidence)
        .then(first::macroF1)
        .then(
            now ->
                second
                    .macroF1()
                    .then(
                        was ->
                            new PairedMacroF1(List.of(first, second))
                                .variance(cells)
                                .then(of -> estimate(now - was, of, confidence))));
  }

  private static Outcome<Estimate> estimate(double value, double variance, double confidence) {
    double half = Normal.critical(confidence) * Math.sqrt(variance);
    return half > ROUNDING
        ? Outcome.ok(new Estimate(value, new Interval(value - half, value + half)))
        : Outcome.undefined(Reason.ZERO_VARIANCE, value);
  }

  private Outcome<Double> variance(List<List<Cell>> cells) {
    Sum all = Sum.create();
    for (int label = 0; label < cells.size(); label++) {
      List<Cell> of = cells.get(label);
      long rows = of.stream().mapToLong(Cell::rows).sum();
      if (rows == 1) {
        return Outcome.undefined(Reason.TOO_FEW_PER_CLASS);
      }
      if (rows > 1) {
        all.add(rows * spread(label, of, rows) / (rows - 1));
      }
    }
    double classes = models.getFirst().classes().size();
    return Outcome.ok(all.getAsDouble() / (classes * classes));
  }

  /** The sum of squares around the mean of what the rows of a label add. */
  private double spread(int label, List<Cell> cells, long rows) {
    Sum sum = Sum.create();
    cells.forEach(cell -> sum.addProduct((double) cell.rows(), adds(label, cell)));
    double mean = sum.getAsDouble() / rows;
    Sum squares = Sum.create();
    for (Cell cell : cells) {
      double away = adds(label, cell) - mean;
      squares.addProduct((double) cell.rows(), away * away);
    }
    return squares.getAsDouble();
  }

  private double adds(int label, Cell cell) {
    return adds(0, label, cell.first()) - adds(1, label, cell.second());
  }

  private double adds(int model, int label, int predicted) {
    double hit = label == predicted ? 2 : 0;
    return (hit - f1[model][predicted]) / sizes[model][predicted];
  }
}
