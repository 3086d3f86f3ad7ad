package org.assay.kit.inbox;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.util.UUID;
import org.assay.contracts.event.CloudEvent;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record's value as a CloudEvent 1.0 in structured JSON; never throws for what it holds.
 */
final class RecordReader {

  private RecordReader() {}

  static Incoming read(byte @Nullable [] value) {
    if (value == null) {
      return new Incoming.Unreadable("The record has no value");
    }
    try {
      CloudEvent envelope = EventJson.mapper().readValue(value, CloudEvent.class);
      if (envelope == null) {
        return new Incoming.Unreadable("The value is the JSON null");
      }
      return incoming(envelope);
    } catch (JacksonException e) {
      return new Incoming.Unreadable("The value is no CloudEvent: " + e.getOriginalMessage());
    } catch (IOException | IllegalArgumentException e) {
      return new Incoming.Unreadable("The value is no CloudEvent: " + e.getMessage());
    }
  }

  private static Incoming incoming(CloudEvent envelope) throws IOException {
    if (!CloudEvent.SPEC_VERSION.equals(envelope.specversion())) {
      return new Incoming.Unreadable("specversion is " + envelope.specversion());
    }
    if (EventTypes.WATERMARK.equals(envelope.type())) {
      Watermark mark =
          EventJson.mapper().treeToValue(required("data", envelope.data()), Watermark.class);
      required("data.time", mark.time());
      return new Incoming.Mark(mark);
    }
    return new Incoming.Event(event(envelope));
  }

  private static ReceivedEvent event(CloudEvent e) {
    long version = required("aggregateversion", e.aggregateversion());
    if (version < 1) {
      throw new IllegalArgumentException("aggregateversion is " + version);
    }
    return new ReceivedEvent(
        required("id", e.id()),
        required("type", e.type()),
        required("subject", e.subject()),
        required("aggregateid", e.aggregateid()),
        version,
        UUID.fromString(required("partitionkey", e.partitionkey())),
        required("actor", e.actor()),
        e.onbehalfof(),
        e.causedby(),
        required("time", e.time()),
        Long.parseLong(required("sequence", e.sequence())),
        required("data", e.data()),
        e.traceparent());
  }

  private static <T> T required(String attribute, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(attribute + " is missing");
    }
    return value;
  }
}
