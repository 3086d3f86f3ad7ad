package org.assay.review.evidence.reduction;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table is what.
 *
 * @param label what was observed
 * @param prediction what was predicted; absent where the score says it
 * @param score how likely the positive class is; absent where only classes were predicted
 * @param groups the attributes
 * @param rowId what tells rows apart; absent where nothing does
 */
public record TableColumns(
    String label,
    @Nullable String prediction,
    @Nullable String score,
    List<String> groups,
    @Nullable String rowId) {

  /** Copies the list. */
  public TableColumns {
    groups = List.copyOf(groups);
  }

  /** Returns the names of all columns that are read. */
  List<String> names() {
    return Stream.concat(
            Stream.of(label, prediction, score, rowId).flatMap(Stream::ofNullable), groups.stream())
        .distinct()
        .toList();
  }
}
