package org.assay.benchmarks.peer;

import java.util.Map;

/**
 * The registration whose statements were logged: the values by which they are told apart from
 * constants. All are chosen so that they stand for nothing else.
 *
 * @param modelId the model's id
 * @param modelName the model's name in its project
 * @param number the version's number
 * @param digest the version's digest
 * @param idempotencyKey the key it was sent with
 * @param existing ids that were there before, and are the same for every registration
 */
public record Specimen(
    String modelId,
    String modelName,
    int number,
    String digest,
    String idempotencyKey,
    Map<String, String> existing) {

  /** Copies the ids. */
  public Specimen {
    existing = Map.copyOf(existing);
  }
}
