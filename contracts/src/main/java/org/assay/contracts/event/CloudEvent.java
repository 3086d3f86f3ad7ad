package org.assay.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on the wire: CloudEvents 1.0 in structured JSON, with Assay's extension attributes.
 *
 * <p>Attribute names are lower-case alphanumerics (CloudEvents 1.0, "Naming Conventions").
 *
 * @param specversion always {@code 1.0}
 * @param id the event's id, a UUIDv7
 * @param type one of {@link EventTypes}
 * @param source the service that tells it, such as {@code /assay/model-registry-service}
 * @param subject what it is about, such as {@code model/credit.denial/version/3}
 * @param time when it happened, by the producing database's clock
 * @param datacontenttype always {@code application/json}
 * @param dataschema where the JSON Schema of its data stands
 * @param sequence its gapless position in the service's log, from 1, in decimal
 * @param partitionkey the id that keeps a story in order: the model's, or the project's
 * @param aggregateid the thing that changed
 * @param aggregateversion the thing's revision after it, from 1, each step one event
 * @param actor who acted: a subject, or {@code system:} and a service
 * @param onbehalfof for whom, where a machine acted for a person
 * @param causedby the event that led here
 * @param traceparent the W3C trace context of the act
 * @param data the payload, as {@link EventTypes} says
 */
public record CloudEvent(
    String specversion,
    UUID id,
    String type,
    String source,
    String subject,
    Instant time,
    String datacontenttype,
    String dataschema,
    String sequence,
    String partitionkey,
    @Nullable UUID aggregateid,
    @Nullable Long aggregateversion,
    @Nullable String actor,
    @Nullable String onbehalfof,
    @Nullable UUID causedby,
    @Nullable String traceparent,
    @JsonProperty("data") JsonNode data) {

  /** The version of the specification that is spoken. */
  public static final String SPEC_VERSION = "1.0";

  /** The media type of a record on Kafka. */
  public static final String MEDIA_TYPE = "application/cloudevents+json";

  /** Returns where the JSON Schema of a type's data stands, relative to this module's schemas. */
  public static String schemaOf(String type) {
    return "/schemas/" + type + ".json";
  }
}
