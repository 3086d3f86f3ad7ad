package org.assay.contracts.event;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.UUID;

/**
 * A model as it stands after a change.
 *
 * @param modelId the model
 * @param name its full name
 * @param projectId the project that owns it
 * @param kind TABULAR, RANKING, VISION, LANGUAGE, GENERATIVE, RL_POLICY or OTHER
 * @param federated whether it is trained where the data lie
 * @param useCaseIds the use cases it serves; none where an event does not say
 */
public record ModelChanged(
    UUID modelId,
    String name,
    UUID projectId,
    String kind,
    boolean federated,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<UUID> useCaseIds) {

  /** Copies the list. */
  public ModelChanged {
    useCaseIds = List.copyOf(useCaseIds);
  }
}
