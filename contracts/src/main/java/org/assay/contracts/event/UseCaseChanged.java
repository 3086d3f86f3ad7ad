package org.assay.contracts.event;

import java.util.List;
import java.util.UUID;

/**
 * A use case as it stands after it was added or changed.
 *
 * @param useCaseId the use case
 * @param projectId the project it belongs to
 * @param jurisdictions where the people are whom its decision concerns: EU, ISO 3166-1 or 3166-2
 * @param changedFields the names of what was said differently, all that say something at first
 */
public record UseCaseChanged(
    UUID useCaseId, UUID projectId, List<String> jurisdictions, List<String> changedFields) {

  /** Copies the lists. */
  public UseCaseChanged {
    jurisdictions = List.copyOf(jurisdictions);
    changedFields = List.copyOf(changedFields);
  }
}
