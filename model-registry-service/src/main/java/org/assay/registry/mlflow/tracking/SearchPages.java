package org.assay.registry.mlflow.tracking;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.assay.registry.experiment.StageChoice;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.search.IdSearch;
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

  /**
   * Returns where the next answer goes on, empty where this one holds all.
   *
   * @param hits what was found, one more than were asked for where there are more
   * @param size how many were asked for
   * @param shown the ids of those that may be shown, in order
   * @param written how many of them the answer holds
   */
  static Optional<List<String>> next(
      List<IdSearch.Hit> hits, int size, List<UUID> shown, int written) {
    if (written < shown.size()) {
      UUID last = shown.get(written - 1);
      return hits.stream()
          .filter(hit -> hit.id().equals(last))
          .findFirst()
          .map(IdSearch.Hit::position);
    }
    return hits.size() > size ? Optional.of(hits.get(size - 1).position()) : Optional.empty();
  }

  /** Returns the ids of what was found, as many as were asked for. */
  static List<UUID> ids(List<IdSearch.Hit> hits, int size) {
    return hits.stream().limit(size).map(IdSearch.Hit::id).toList();
  }
}
