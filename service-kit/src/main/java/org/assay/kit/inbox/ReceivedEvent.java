package org.assay.kit.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.event.EventJson;
import org.jspecify.annotations.Nullable;

/**
 * An event of another service as it arrived.
 *
 * @param id its id
 * @param type its type
 * @param subject what it is about
 * @param aggregateId the thing that changed
 * @param aggregateVersion the thing's revision after it, from 1
 * @param partitionKey what kept it in order
 * @param actor who acted
 * @param onBehalfOf for whom
 * @param causedBy the event that led there
 * @param time when it happened, by the producing database's clock
 * @param position its gapless position in the producer's log
 * @param data its payload
 * @param traceparent the W3C trace context of the act
 */
public record ReceivedEvent(
    UUID id,
    String type,
    String subject,
    UUID aggregateId,
    long aggregateVersion,
    UUID partitionKey,
    String actor,
    @Nullable String onBehalfOf,
    @Nullable UUID causedBy,
    Instant time,
    long position,
    JsonNode data,
    @Nullable String traceparent) {

  /** Returns for whom it was done: on whose behalf, else who acted. */
  public String principal() {
    return onBehalfOf == null ? actor : onBehalfOf;
  }

  /**
   * Returns the payload as its record.
   *
   * @throws UnreadableDataException if it does not fit; the inbox then parks the event
   */
  public <T> T data(Class<T> payload) {
    try {
      T bound = EventJson.mapper().treeToValue(data, payload);
      if (bound == null) {
        throw new UnreadableDataException("The event has no data", null);
      }
      return bound;
    } catch (JsonProcessingException e) {
      throw new UnreadableDataException(
          "The data of "
              + type
              + " is no "
              + payload.getSimpleName()
              + ": "
              + e.getOriginalMessage(),
          e);
    }
  }
}
