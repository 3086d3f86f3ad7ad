package org.assay.registry.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Copy of one event of review-service about a version.
 *
 * @param afterRevision the version's revision when the copy arrived
 * @param position the event's position in review-service's log
 * @param id the event's id
 * @param type the event's type
 * @param actor who acted: a subject, or {@code system:} and a service
 * @param onBehalfOf for whom, where a machine acted for a person
 * @param occurredAt when it happened, by review-service's database
 * @param data its payload
 */
public record ReviewEvent(
    long afterRevision,
    long position,
    UUID id,
    String type,
    String actor,
    @Nullable String onBehalfOf,
    Instant occurredAt,
    JsonNode data) {}
