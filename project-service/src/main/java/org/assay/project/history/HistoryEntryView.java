package org.assay.project.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One event of a project's history.
 *
 * @param id the event's id
 * @param type the event's type
 * @param subject what it is about
 * @param revision the project's revision after it
 * @param actor who acted
 * @param at when
 * @param reason why, where the act asks for a reason
 * @param data the event's payload, as its JSON Schema says
 */
@Schema(name = "ProjectHistoryEntry")
record HistoryEntryView(
    UUID id,
    String type,
    String subject,
    long revision,
    Actor actor,
    Instant at,
    @Nullable String reason,
    @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode data) {

  static HistoryEntryView from(LoggedEvent event, Actor actor, @Nullable String reason) {
    return new HistoryEntryView(
        event.id(),
        event.type(),
        event.subject(),
        event.aggregateVersion(),
        actor,
        event.occurredAt(),
        reason,
        event.data());
  }
}
