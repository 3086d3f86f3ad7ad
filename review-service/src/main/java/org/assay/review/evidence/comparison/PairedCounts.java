package org.assay.review.evidence.comparison;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.reduction.PairedCell;
import org.assay.review.evidence.statistics.BootstrapPlan;
import org.assay.review.evidence.statistics.ConfusionMatrix;
import org.assay.review.evidence.statistics.CountBootstrap;
import org.assay.review.evidence.statistics.Estimate;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.PairedMacroF1;
import org.assay.review.evidence.statistics.SmallCounts;

/** How often two models predicted which class of the same rows, of any number of rows. */
final class PairedCounts {

  private static final Comparator<PairedCell> ORDER =
      Comparator.comparingInt(PairedCell::challenger).thenComparingInt(PairedCell::champion);

  private final List<String> classes;
  private final List<List<PairedCell>> cells;

  /**
   * Holds counts.
   *
   * @param classes every one; of two the positive one first
   */
  PairedCounts(List<String> classes, Collection<PairedCell> cells) {
    this.classes = List.copyOf(classes);
    this.cells =
        IntStream.range(0, classes.size())
            .mapToObj(
                label ->
                    cells.stream().filter(cell -> cell.observed() == label).sorted(ORDER).toList())
            .toList();
  }

  /** Of the rows of one class: which model is right. */
  Rights rights(int label) {
    return Rights.sum(
        cells.get(label).stream()
            .map(
                cell ->
                    Rights.of(cell.challenger() == label, cell.champion() == label, cell.rows())));
  }

  /** Of all rows. */
  Rights rights() {
    return Rights.sum(byLabel());
  }

  private Stream<Rights> byLabel() {
    return IntStream.range(0, classes.size()).mapToObj(this::rights);
  }

  /** Says whether a reader who sees all differences could compute a small count. */
  boolean small() {
    long[][] rows = rows();
    return Rights.small(byLabel().toList())
        || Stream.of(matrix(rows, PairedCell::challenger), matrix(rows, PairedCell::champion))
            .flatMap(matrix -> matrix.eachAgainstOthers().stream())
            .anyMatch(SmallCounts::among);
  }

  private long[][] rows() {
    return cells.stream()
        .map(of -> of.stream().mapToLong(PairedCell::rows).toArray())
        .toArray(long[][]::new);
  }

  /**
   * Returns the confusion matrix of a model.
   *
   * @param rows how many rows each cell has
   * @param predicted which model
   */
  private ConfusionMatrix matrix(long[][] rows, ToIntFunction<PairedCell> predicted) {
    long[][] counts = new long[classes.size()][classes.size()];
    for (int label = 0; label < counts.length; label++) {
      List<PairedCell> of = cells.get(label);
      for (int at = 0; at < of.size(); at++) {
        counts[label][predicted.applyAsInt(of.get(at))] += rows[label][at];
      }
    }
    return ConfusionMatrix.of(classes, counts);
  }

  /** Compares by what the confusion matrices tell, with an interval of drawn counts. */
  Compared compared(ComparedStatistic statistic, Drawing drawing) {
    Function<ConfusionMatrix, Outcome<Double>> of =
        CountBootstrap.statistic(statistic.statistic(), 0).orElseThrow();
    long[][] rows = rows();
    Outcome<Double> champion = of.apply(matrix(rows, PairedCell::champion));
    Outcome<Double> challenger = of.apply(matrix(rows, PairedCell::challenger));
    int kinds = cells.stream().mapToInt(List::size).sum();
    return new Compared(
        rights().n(),
        champion,
        challenger,
        kinds > Drawing.MOST_COUNTS
            ? Drawing.ofEstimate(macroF1(rows, drawing.confidence()))
            : drawing.ofCounts(
                statistic.statistic(),
                less(challenger, champion),
                (plan, goOn) -> drawn(of, plan, goOn)));
  }

  /** Two classes have eight counts, so that more are of several. */
  private Outcome<Estimate> macroF1(long[][] rows, double confidence) {
    return PairedMacroF1.difference(
        matrix(rows, PairedCell::challenger),
        matrix(rows, PairedCell::champion),
        cells.stream()
            .map(
                of ->
                    of.stream()
                        .map(
                            one ->
                                new PairedMacroF1.Cell(
                                    one.challenger(), one.champion(), one.rows()))
                        .toList())
            .toList(),
        confidence);
  }

  private static Outcome<Double> less(Outcome<Double> challenger, Outcome<Double> champion) {
    return challenger.then(now -> champion.map(before -> now - before));
  }

  private Outcome<Interval> drawn(
      Function<ConfusionMatrix, Outcome<Double>> of, BootstrapPlan plan, Runnable goOn) {
    List<List<Long>> counts =
        cells.stream().map(each -> each.stream().map(PairedCell::rows).toList()).toList();
    return CountBootstrap.percentile(
        plan,
        classes,
        counts,
        rows -> {
          goOn.run();
          return less(
              of.apply(matrix(rows, PairedCell::challenger)),
              of.apply(matrix(rows, PairedCell::champion)));
        });
  }
}
