package org.assay.review.replica;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model version here.
 *
 * @param id the version
 * @param modelId its model
 * @param projectId the project that owns the model
 * @param model the model's full name
 * @param number its number in the model
 * @param state the registry's state of it
 * @param digest its exact bytes
 * @param round its current round, which may have been opened before the registry told of it; 0
 *     before the first submission
 * @param revision the registry's revision of it
 * @param unit the unit that answers for the project, absent until the project is known here
 */
public record VersionCopy(
    UUID id,
    UUID modelId,
    UUID projectId,
    String model,
    int number,
    String state,
    String digest,
    int round,
    long revision,
    @Nullable String unit) {

  private static final Set<String> OVER = Set.of("RETIRED", "DISCARDED");

  /** Says whether the registry's state of it is one in which nothing more is said about it. */
  public boolean over() {
    return OVER.contains(state);
  }

  /** Returns the same in the round that an event tells of, which a replay may tell again. */
  public VersionCopy inRound(int told) {
    return new VersionCopy(
        id, modelId, projectId, model, number, state, digest, told, revision, unit);
  }

  /** Returns how events name it. */
  public String subject() {
    return "model/%s/version/%d".formatted(model, number);
  }
}
