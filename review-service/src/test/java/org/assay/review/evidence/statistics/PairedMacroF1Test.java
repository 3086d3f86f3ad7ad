package org.assay.review.evidence.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assay.review.evidence.statistics.PairedMacroF1.Cell;
import org.junit.jupiter.api.Test;

/** The standard error of a difference of macro F1 beside what is drawn of the same counts. */
class PairedMacroF1Test {

  private static final List<String> CLASSES = List.of("a", "b", "c", "d");

  private static ConfusionMatrix matrix(List<List<Cell>> cells, long[][] rows, boolean first) {
    long[][] counts = new long[CLASSES.size()][CLASSES.size()];
    for (int label = 0; label < counts.length; label++) {
      for (int at = 0; at < cells.get(label).size(); at++) {
        Cell cell = cells.get(label).get(at);
        counts[label][first ? cell.first() : cell.second()] += rows[label][at];
      }
    }
    return ConfusionMatrix.of(CLASSES, counts);
  }

  private static long[][] rows(List<List<Cell>> cells) {
    return cells.stream()
        .map(of -> of.stream().mapToLong(Cell::rows).toArray())
        .toArray(long[][]::new);
  }

  private static Outcome<Estimate> difference(List<List<Cell>> cells) {
    long[][] rows = rows(cells);
    return PairedMacroF1.difference(
        matrix(cells, rows, true), matrix(cells, rows, false), cells, 0.95);
  }

  /** Labels are of unlike size, and the second model predicts the first one too often. */
  private static List<List<Cell>> cells() {
    Random random = new Random(7);
    List<List<Cell>> all = new ArrayList<>();
    for (int label = 0; label < CLASSES.size(); label++) {
      List<Cell> of = new ArrayList<>();
      for (int first = 0; first < CLASSES.size(); first++) {
        for (int second = 0; second < CLASSES.size(); second++) {
          int hits = (first == label ? 9 : 1) * (second == 0 ? 8 : second == label ? 3 : 1);
          of.add(new Cell(first, second, (label + 1L) * hits * (10 + random.nextInt(20))));
        }
      }
      all.add(of);
    }
    return all;
  }

  @Test
  void agreesWithDrawnCounts() {
    List<List<Cell>> cells = cells();
    Estimate found = Outcomes.value(difference(cells));
    Interval drawn =
        Outcomes.value(
            CountBootstrap.percentile(
                new BootstrapPlan("macro", BootstrapPlan.REPLICATES, 0.95),
                CLASSES,
                cells.stream().map(of -> of.stream().map(Cell::rows).toList()).toList(),
                rows ->
                    matrix(cells, rows, true)
                        .macroF1()
                        .then(now -> matrix(cells, rows, false).macroF1().map(was -> now - was))));

    assertThat(found.interval().lower()).isLessThan(found.value());
    double width = drawn.upper() - drawn.lower();
    assertThat(found.interval().halfWidth()).isCloseTo(width / 2, within(0.03 * width));
    assertThat(found.interval().lower()).isCloseTo(drawn.lower(), within(0.1 * width));
    assertThat(found.interval().upper()).isCloseTo(drawn.upper(), within(0.1 * width));
  }

  /** What a row adds is by how much the difference changes where one row more is like it. */
  @Test
  void isTheSpreadOfWhatEachRowAdds() {
    List<List<Cell>> cells = cells();
    double variance = 0;
    for (int label = 0; label < CLASSES.size(); label++) {
      List<Cell> of = cells.get(label);
      double rows = 0;
      double sum = 0;
      double squares = 0;
      for (int at = 0; at < of.size(); at++) {
        double adds = value(moved(cells, label, at)) - value(cells);
        rows += of.get(at).rows();
        sum += of.get(at).rows() * adds;
        squares += of.get(at).rows() * adds * adds;
      }
      variance += rows / (rows - 1) * (squares - sum * sum / rows);
    }

    assertThat(Outcomes.value(difference(cells)).interval().halfWidth())
        .isCloseTo(Normal.critical(0.95) * Math.sqrt(variance), withinPercentage(1));
  }

  private static double value(List<List<Cell>> cells) {
    return Outcomes.value(difference(cells)).value();
  }

  /** One row of the first kind of a label is of another kind. */
  private static List<List<Cell>> moved(List<List<Cell>> cells, int label, int to) {
    List<List<Cell>> all = new ArrayList<>(cells);
    List<Cell> of = new ArrayList<>(cells.get(label));
    of.set(0, with(of.get(0), -1));
    of.set(to, with(of.get(to), 1));
    all.set(label, of);
    return all;
  }

  private static Cell with(Cell cell, long more) {
    return new Cell(cell.first(), cell.second(), cell.rows() + more);
  }

  @Test
  void saysNothingOfModelsThatAreAlikeAndOfOneRow() {
    List<List<Cell>> alike = new ArrayList<>();
    List<List<Cell>> single = new ArrayList<>();
    for (int label = 0; label < CLASSES.size(); label++) {
      alike.add(List.of(new Cell(label, label, 20), new Cell(0, 0, 5)));
      single.add(List.of(new Cell(label, 0, label == 3 ? 1 : 20)));
    }

    assertThat(difference(alike)).isEqualTo(Outcome.undefined(Reason.ZERO_VARIANCE, 0.0));
    assertThat(difference(single)).isEqualTo(Outcome.undefined(Reason.TOO_FEW_PER_CLASS));
  }
}
