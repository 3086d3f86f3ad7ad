package org.assay.review.evidence.reduction;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How rows are told apart.
 *
 * @param labels every label that there may be; of two classes the positive one first
 * @param positive the label that the rates are about; absent where there are none
 * @param threshold from which score on the positive class is predicted, where no column says so;
 *     absent too where nothing is predicted
 * @param ofPositive whether scores are of the positive class, and not of the predicted one
 * @param probabilities whether scores lie in [0, 1]
 */
public record Classes(
    List<String> labels,
    @Nullable String positive,
    @Nullable Double threshold,
    boolean ofPositive,
    boolean probabilities) {

  /** Copies the labels. */
  public Classes {
    labels = List.copyOf(labels);
  }

  /** Returns two classes. */
  public static Classes two(
      String positive, String negative, @Nullable Double threshold, boolean probabilities) {
    return new Classes(List.of(positive, negative), positive, threshold, true, probabilities);
  }

  /** Returns several classes; scores say how sure the predicted one is. */
  public static Classes several(
      List<String> labels, @Nullable String positive, boolean probabilities) {
    return new Classes(labels, positive, null, false, probabilities);
  }

  /**
   * Returns the position of a column's label among all, in SQL with each label as a parameter; a
   * label is one of them.
   */
  String code(String column) {
    return IntStream.range(0, labels.size())
        .mapToObj("when ? then %d"::formatted)
        .collect(Collectors.joining(" ", "case " + column + " ", " end"));
  }

  /**
   * Returns the threshold.
   *
   * @throws IllegalArgumentException if there is none
   */
  double requireThreshold() {
    if (threshold == null) {
      throw new IllegalArgumentException("Without predictions a threshold is needed");
    }
    return threshold;
  }
}
