package org.assay.registry.version;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One event in a version's history.
 *
 * @param id the event's id
 * @param type the event's type
 * @param actor who acted; a service is {@code system:} and its name
 * @param onBehalfOf for whom, where a machine or service acted for a person
 * @param at when, by the clock of the service that tells it
 * @param source the service that tells it
 * @param statement what who acted said with it, where something was said and is not erased
 * @param data the event's payload: ids, digests, enumerations and numbers
 */
@Schema(name = "VersionHistoryEntry")
record HistoryView(
    UUID id,
    String type,
    Actor actor,
    @Nullable Actor onBehalfOf,
    Instant at,
    String source,
    @Nullable String statement,
    @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode data) {}
