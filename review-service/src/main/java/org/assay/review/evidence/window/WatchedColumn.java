package org.assay.review.evidence.window;

import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import org.assay.kit.http.PlainText;
import org.assay.review.evidence.reduction.ComparedColumn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file that a window is counted from.
 *
 * @param name the feature
 * @param kind what it is: categories are text, all others numbers
 * @param column what it is called in the file; the feature's name where absent
 * @param referenceColumn what it is called in the reference; as in the file where absent, and of
 *     the score of predictions that were evaluated as their plan was given it
 */
@Schema(name = "WatchedColumn")
public record WatchedColumn(
    @NotNull @PlainText(max = 100) String name,
    @NotNull FeatureKind kind,
    @PlainText(max = 100) @Nullable String column,
    @PlainText(max = 100) @Nullable String referenceColumn) {

  /**
   * Returns it with everything said.
   *
   * @param score what the score is called in the reference, where that is known
   */
  WatchedColumn whole(@Nullable String score) {
    String own = Objects.requireNonNullElse(column, name);
    String usual = kind == FeatureKind.SCORE && score != null ? score : own;
    return new WatchedColumn(name, kind, own, Objects.requireNonNullElse(referenceColumn, usual));
  }

  /**
   * Says whether it is no score, or the one of the predictions that it is compared with.
   *
   * @param score what that is called, where they have one
   */
  boolean isScore(@Nullable String score) {
    return kind != FeatureKind.SCORE || score == null || score.equals(referenceColumn);
  }

  /** Returns which columns are compared; everything is said. */
  ComparedColumn compared() {
    return new ComparedColumn(
        Objects.requireNonNull(column),
        Objects.requireNonNull(referenceColumn),
        kind != FeatureKind.CATEGORICAL);
  }
}
