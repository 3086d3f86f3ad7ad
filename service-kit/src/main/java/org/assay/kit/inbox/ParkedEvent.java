package org.assay.kit.inbox;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be applied.
 *
 * @param topic where it came from
 * @param partition its partition
 * @param offset its offset there
 * @param partitionKey the key that kept it in order, where it is one
 * @param eventId the event, where it could be read
 * @param aggregateId the thing it is about, where it could be read
 * @param aggregateVersion the thing's revision, where it could be read
 * @param reason why it was parked
 * @param detail the same in a sentence
 * @param parkedAt since when, by the database's clock
 */
public record ParkedEvent(
    String topic,
    int partition,
    long offset,
    @Nullable UUID partitionKey,
    @Nullable UUID eventId,
    @Nullable UUID aggregateId,
    @Nullable Long aggregateVersion,
    Reason reason,
    String detail,
    Instant parkedAt) {

  /**
   * Where a record came from; the order of the list.
   *
   * @param topic the topic
   * @param partition the partition
   * @param offset the offset in it
   */
  public record Place(String topic, int partition, long offset) {

    /** Before every record. */
    public static final Place FIRST = new Place("", 0, 0);
  }

  /** Why a record is parked. */
  @Schema(name = "ParkedReason")
  public enum Reason {
    /** It is no CloudEvent of ours. */
    UNREADABLE,
    /** Its type's family is known, its major version is not. */
    UNKNOWN_MAJOR_VERSION,
    /** Its payload is not what its type promises. */
    UNREADABLE_DATA,
    /** The handler failed each time it was tried. */
    HANDLER_FAILED,
    /** What another topic has not told yet is missing; it is tried again by itself. */
    WAITS_FOR_OTHERS,
    /** An earlier event of the same aggregate or key is missing or parked. */
    PREDECESSOR_MISSING
  }
}
