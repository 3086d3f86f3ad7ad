package org.assay.review.evidence.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assay.review.evidence.plot.Plot.Axis;
import org.assay.review.evidence.plot.Plot.Mark;
import org.assay.review.evidence.plot.Plot.Point;
import org.assay.review.evidence.plot.Plot.Series;

/**
 * Which class was predicted for rows of which.
 *
 * @param classes their labels
 * @param rows for each observed class how often each class was predicted
 */
public record MatrixPlot(List<String> classes, List<List<Long>> rows) {

  /** Copies the lists. */
  public MatrixPlot {
    classes = List.copyOf(classes);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** Returns the plot. */
  public Plot plot() {
    long all = IntStream.range(0, classes.size()).mapToLong(this::observed).sum();
    long right = IntStream.range(0, classes.size()).mapToLong(at -> rows.get(at).get(at)).sum();
    return new Plot(
        "confusion-matrix",
        PlotType.CONFUSION_MATRIX,
        "Confusion matrix",
        ("How many rows of each class were predicted to be of which, with the share of the observed class."
                + " On the diagonal stand those that were predicted right: %s of %s.")
            .formatted(Numbers.count(right), Numbers.count(all)),
        Axis.of("Predicted", classes),
        Axis.of("Observed", classes),
        List.of(),
        IntStream.range(0, classes.size()).mapToObj(this::series).toList(),
        table());
  }

  private long observed(int of) {
    return rows.get(of).stream().mapToLong(Long::longValue).sum();
  }

  private Series series(int of) {
    long observed = observed(of);
    List<Point> cells = new ArrayList<>();
    for (int at = 0; at < classes.size(); at++) {
      long count = rows.get(of).get(at);
      cells.add(
          new Point(
              classes.get(at),
              null,
              observed == 0 ? null : count / (double) observed,
              null,
              null,
              count,
              null,
              null,
              null));
    }
    return new Series(classes.get(of), Mark.CELL, cells);
  }

  private Plot.Table table() {
    return new Plot.Table(
        Stream.concat(Stream.of("Observed"), classes.stream().map(name -> "Predicted " + name))
            .toList(),
        IntStream.range(0, classes.size())
            .mapToObj(
                at ->
                    Stream.concat(
                            Stream.of(classes.get(at)), rows.get(at).stream().map(Numbers::count))
                        .toList())
            .toList());
  }
}
