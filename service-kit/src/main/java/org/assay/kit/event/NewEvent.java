package org.assay.kit.event;

import java.util.UUID;

/**
 * An event to be appended to the log.
 *
 * @param type its type, such as {@code org.assay.registry.version.registered.v1}
 * @param subject what it is about, such as {@code model/credit.denial/version/3}
 * @param aggregateId the thing that changed
 * @param aggregateVersion the thing's revision after the change, from 1; each step is one event
 * @param partitionKey events of equal key reach their readers in order
 * @param cause who acted, and which event led here
 * @param data the payload: ids, digests, enumerations and numbers only, never free text or personal
 *     data
 */
public record NewEvent(
    String type,
    String subject,
    UUID aggregateId,
    long aggregateVersion,
    UUID partitionKey,
    Cause cause,
    Object data) {

  /** Refuses a revision below 1. */
  public NewEvent {
    if (aggregateVersion < 1) {
      throw new IllegalArgumentException("aggregateVersion starts at 1, not " + aggregateVersion);
    }
  }
}
