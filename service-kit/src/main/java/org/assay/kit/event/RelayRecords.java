package org.assay.kit.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.assay.contracts.event.CloudEvent;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.Watermark;

/** Events as records: CloudEvents 1.0 structured mode (Kafka protocol binding 3.3). */
final class RelayRecords {

  private RelayRecords() {}

  /** Returns the log's bytes as they are: what is sent is what a proof covers. */
  static JsonNode raw(byte[] data) {
    return JsonNodeFactory.instance.rawValueNode(
        new RawValue(new String(data, StandardCharsets.UTF_8)));
  }

  static ProducerRecord<String, byte[]> event(String topic, CloudEvent event) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, event.partitionkey(), bytes(event));
    mediaType(record.headers());
    if (event.traceparent() != null) {
      record.headers().add("traceparent", event.traceparent().getBytes(StandardCharsets.US_ASCII));
    }
    return record;
  }

  static ProducerRecord<String, byte[]> watermark(
      RelaySettings settings, int partition, Watermark mark) {
    CloudEvent event =
        new CloudEvent(
            CloudEvent.SPEC_VERSION,
            UUID.randomUUID(),
            EventTypes.WATERMARK,
            settings.source(),
            "log",
            mark.time(),
            "application/json",
            CloudEvent.schemaOf(EventTypes.WATERMARK),
            Long.toString(mark.position()),
            settings.topic(),
            null,
            null,
            null,
            null,
            null,
            null,
            EventJson.mapper().valueToTree(mark));
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(settings.topic(), partition, null, bytes(event));
    mediaType(record.headers());
    return record;
  }

  private static void mediaType(Headers headers) {
    headers.add("content-type", CloudEvent.MEDIA_TYPE.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] bytes(CloudEvent event) {
    try {
      return EventJson.mapper().writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An event of the log cannot be written", e);
    }
  }
}
