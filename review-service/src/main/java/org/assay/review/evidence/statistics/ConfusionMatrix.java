package org.assay.review.evidence.statistics;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.numbers.core.Sum;

/**
 * How often rows of each class were predicted to be of each.
 *
 * @param classes the declared classes, the positive one first where there are two
 * @param rows for each observed class, in that order, how often each was predicted
 */
public record ConfusionMatrix(List<String> classes, List<List<Long>> rows) {

  /**
   * Copies the counts.
   *
   * @throws IllegalArgumentException if they are not a square of the classes
   */
  public ConfusionMatrix {
    classes = List.copyOf(classes);
    rows = rows.stream().map(List::copyOf).toList();
    int size = classes.size();
    if (rows.size() != size || rows.stream().anyMatch(row -> row.size() != size)) {
      throw new IllegalArgumentException("A count for each of %d classes".formatted(size));
    }
  }

  /** Holds counts of arrays. */
  public static ConfusionMatrix of(List<String> classes, long[][] counts) {
    return new ConfusionMatrix(
        classes,
        IntStream.range(0, counts.length)
            .mapToObj(row -> LongStream.of(counts[row]).boxed().toList())
            .toList());
  }

  /** Returns the matrix of two classes. */
  public static ConfusionMatrix of(String positive, String negative, Confusion counts) {
    return new ConfusionMatrix(
        List.of(positive, negative),
        List.of(List.of(counts.tp(), counts.fn()), List.of(counts.fp(), counts.tn())));
  }

  private long count(int observed, int predicted) {
    return rows.get(observed).get(predicted);
  }

  /** Returns the number of rows. */
  public long total() {
    return IntStream.range(0, classes.size()).mapToLong(this::observed).sum();
  }

  /** Returns how many rows are of a class. */
  private long observed(int at) {
    return rows.get(at).stream().mapToLong(Long::longValue).sum();
  }

  private long predicted(int at) {
    return rows.stream().mapToLong(row -> row.get(at)).sum();
  }

  /** Returns the rows predicted right among all. */
  public Proportion accuracy() {
    return new Proportion(
        IntStream.range(0, classes.size()).mapToLong(at -> count(at, at)).sum(), total());
  }

  /** Returns one class against all the others; the class is given by its position. */
  public Confusion against(int at) {
    long hits = count(at, at);
    long missed = observed(at) - hits;
    long wrong = predicted(at) - hits;
    return new Confusion(hits, wrong, total() - hits - missed - wrong, missed);
  }

  /** Returns the mean of each class' F1; see {@link MultiClass#macroF1}. */
  public Outcome<Double> macroF1() {
    if (total() == 0) {
      return Outcome.undefined(Reason.EMPTY_INPUT);
    }
    return Outcome.all(IntStream.range(0, classes.size()).mapToObj(at -> against(at).f1()).toList())
        .map(each -> each.stream().mapToDouble(Double::doubleValue).toArray())
        .map(each -> Sum.of(each).getAsDouble() / each.length);
  }

  /** Returns one class against all the others for each class. */
  public List<Confusion> eachAgainstOthers() {
    return IntStream.range(0, classes.size()).mapToObj(this::against).toList();
  }
}
