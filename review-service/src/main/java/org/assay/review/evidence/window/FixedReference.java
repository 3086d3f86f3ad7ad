package org.assay.review.evidence.window;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.contracts.problem.Problem;

/**
 * What a feature of a sender's windows is compared with.
 *
 * @param feature its name
 * @param by the window that fixed it
 * @param held whether Assay counted it, of predictions that were evaluated
 * @param digest of the kind, the labels and the counts
 * @param window what that window is
 * @param mended whether a correction of that window may change it: it is the only one of its
 *     sender, and said nothing
 */
record FixedReference(
    String feature, UUID by, boolean held, String digest, Window window, boolean mended) {

  private static final String OTHER_REFERENCE = "OTHER_REFERENCE";

  /** Says whether a feature has just this reference. */
  boolean is(WatchedFeature other) {
    return digest.equals(FeatureReference.of(other).digest());
  }

  /** Says whether a feature of another window may be compared with what it is. */
  boolean admits(WatchedFeature other, Window of, boolean correction) {
    if (held && !of.held()) {
      // Also where it is the same: who guesses few people's counts is not told whether they are.
      return false;
    }
    return is(other) || corrects(of, correction) || (of.held() && !held);
  }

  /**
   * Says whether a column that Assay counts may be the feature: it stays what it was, or one that
   * drifts would go on as another one that does not. What takes the place of a typed feature is of
   * its kind and its name.
   *
   * @param column with everything said
   */
  boolean admits(WatchedColumn column, Window of, boolean correction) {
    if (corrects(of, correction)) {
      return true;
    }
    return held
        ? column().filter(column::equals).isPresent()
        : kind().filter(column.kind()::equals).isPresent()
            && (column.kind() == FeatureKind.SCORE
                || column.name().equals(column.referenceColumn()));
  }

  private boolean corrects(Window of, boolean correction) {
    return correction && mended && window.from().equals(of.from());
  }

  private Optional<WatchedColumn> column() {
    return Stream.ofNullable(window.source())
        .flatMap(source -> source.columns().stream())
        .filter(one -> one.name().equals(feature))
        .findFirst();
  }

  private Optional<FeatureKind> kind() {
    return window.features().stream()
        .filter(one -> one.name().equals(feature))
        .map(WatchedFeature::kind)
        .findFirst();
  }

  /** Returns why a feature is refused. */
  Problem.FieldError refuses(String name) {
    WindowSource source = window.source();
    return new Problem.FieldError(
        "/window/features",
        OTHER_REFERENCE,
        source != null && held
            ? "Assay counted what %s is compared with, of evidence %s, for your window %s: have it count this one too, of the same evidence, until a round passes"
                .formatted(name, source.evidence(), by)
            : "Of %s the kind, the labels and the reference counts are those of your window %s until a round passes"
                .formatted(name, by));
  }

  /** Returns why a column is refused. */
  Problem.FieldError refuses(WatchedColumn other) {
    return new Problem.FieldError(
        "/window/columns",
        OTHER_REFERENCE,
        column()
            .filter(_ -> held)
            .map(
                kept ->
                    "Until a round passes %s is as in your window %s: %s, of the column %s, compared with the column %s"
                        .formatted(feature, by, kept.kind(), kept.column(), kept.referenceColumn()))
            .orElseGet(
                () ->
                    "In your window %s %s is %s: until a round passes have it counted as that, %s"
                        .formatted(
                            by,
                            feature,
                            kind().map(FeatureKind::name).orElse("no feature"),
                            other.kind() == FeatureKind.SCORE
                                ? "and leave out its reference_column"
                                : "with %s as its reference_column".formatted(feature))));
  }
}
