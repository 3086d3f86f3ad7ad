package org.assay.kit.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the log.
 *
 * @param id its id, a UUIDv7
 * @param type its type
 * @param subject what it is about
 * @param aggregateId the thing that changed
 * @param aggregateVersion the thing's revision after it, from 1
 * @param actor who acted
 * @param onBehalfOf for whom
 * @param causedBy the event that led here
 * @param occurredAt when, by the database's clock
 * @param data its payload
 */
public record LoggedEvent(
    UUID id,
    String type,
    String subject,
    UUID aggregateId,
    long aggregateVersion,
    String actor,
    @Nullable String onBehalfOf,
    @Nullable UUID causedBy,
    Instant occurredAt,
    JsonNode data) {}
