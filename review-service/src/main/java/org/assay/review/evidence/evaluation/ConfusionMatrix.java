package org.assay.review.evidence.evaluation;

import java.util.List;
import org.assay.review.evidence.statistics.Confusion;

/**
 * How often which class was predicted for rows of which.
 *
 * @param classes their labels, the positive one first where there are two
 * @param rows for each observed class how often each class was predicted, in the order of {@code
 *     classes}
 */
public record ConfusionMatrix(List<String> classes, List<List<Long>> rows) {

  /** Copies the lists. */
  public ConfusionMatrix {
    classes = List.copyOf(classes);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** Returns the matrix of two classes. */
  public static ConfusionMatrix of(String positive, String negative, Confusion counts) {
    return new ConfusionMatrix(
        List.of(positive, negative),
        List.of(List.of(counts.tp(), counts.fn()), List.of(counts.fp(), counts.tn())));
  }
}
