package org.assay.registry.mlflow.tracking;

import java.util.Objects;
import org.assay.registry.experiment.StageChoice;
import org.assay.registry.mlflow.MlflowFailure;
import org.jspecify.annotations.Nullable;

/** How much of a search an answer holds. */
final class SearchPages {

  /** The most that MLflow's own server gives at once. */
  static final int MOST = 50_000;

  private SearchPages() {}

  /**
   * Returns how many results are asked for.
   *
   * @throws MlflowFailure 400 for a number outside 1 to the most
   */
  static int size(@Nullable Long asked, int otherwise, int most) {
    long size = asked == null ? otherwise : asked;
    if (size < 1 || size > most) {
      throw MlflowFailure.invalid(
          "Invalid value %d for parameter 'max_results' supplied: It must be at least 1 and at most %d"
              .formatted(size, most));
    }
    return (int) size;
  }

  /** Returns which of what was deleted or not is asked for. */
  static StageChoice stage(@Nullable StageChoice asked) {
    return Objects.requireNonNullElse(asked, StageChoice.ACTIVE_ONLY);
  }
}
