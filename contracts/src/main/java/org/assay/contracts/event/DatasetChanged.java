package org.assay.contracts.event;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A data set as it stands after a change.
 *
 * @param datasetId the data set
 * @param projectId the project that answers for it
 * @param digest its exact bytes
 * @param owners the subjects who answer for it
 * @param personalData NONE, PSEUDONYMOUS, PERSONAL or SPECIAL
 * @param retainUntil the last day it may be kept (ISO 8601), absent where nobody said
 * @param state ACTIVE or WITHDRAWN
 * @param reason the salted digest of why it was withdrawn, absent while it is not
 */
public record DatasetChanged(
    UUID datasetId,
    UUID projectId,
    String digest,
    List<String> owners,
    String personalData,
    @Nullable String retainUntil,
    String state,
    @Nullable String reason) {

  /** Copies the list. */
  public DatasetChanged {
    owners = List.copyOf(owners);
  }
}
