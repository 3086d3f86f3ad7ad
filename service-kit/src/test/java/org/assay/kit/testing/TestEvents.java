package org.assay.kit.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assay.contracts.event.CloudEvent;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.Watermark;
import org.jspecify.annotations.Nullable;

/** Tells events as another service would; each call returns once the broker has them. */
public final class TestEvents implements AutoCloseable {

  private final KafkaProducer<String, byte[]> producer;

  /** Makes one for a broker's address, such as {@code kafka.bootstrap.servers} says. */
  public TestEvents(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Begins an event of the first version of a new thing, told by a made-up person. */
  public static Draft event(String type) {
    UUID aggregate = UUID.randomUUID();
    return new Draft(
        UUID.randomUUID(),
        type,
        "thing/" + aggregate,
        aggregate,
        1,
        aggregate,
        1,
        "somebody",
        null,
        null,
        Map.of());
  }

  /** Sends an event to the partition of its key. */
  public RecordMetadata send(String topic, Draft event) {
    return send(new ProducerRecord<>(topic, event.partitionKey().toString(), event.bytes()));
  }

  /** Sends anything. */
  public RecordMetadata send(String topic, @Nullable String key, byte @Nullable [] value) {
    return send(new ProducerRecord<>(topic, key, value));
  }

  /** Sends a watermark to every partition: the topic's readers know everything up to that time. */
  public void watermark(String topic, long position, Instant time) {
    int partitions = producer.partitionsFor(topic).size();
    for (int partition = 0; partition < partitions; partition++) {
      byte[] value = watermark(position, time, partitions);
      send(new ProducerRecord<>(topic, partition, null, value));
    }
  }

  /** Returns the value of a watermark's record. */
  public static byte[] watermark(long position, Instant time, int partitions) {
    return write(
        new CloudEvent(
            CloudEvent.SPEC_VERSION,
            UUID.randomUUID(),
            EventTypes.WATERMARK,
            "/assay/test",
            "log",
            time,
            "application/json",
            CloudEvent.schemaOf(EventTypes.WATERMARK),
            Long.toString(position),
            "log",
            null,
            null,
            null,
            null,
            null,
            null,
            EventJson.mapper().valueToTree(new Watermark(position, time, partitions))));
  }

  private RecordMetadata send(ProducerRecord<String, byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker did not take the record", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private static byte[] write(CloudEvent event) {
    try {
      return EventJson.mapper().writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * An event to be told; each method returns a changed copy.
   *
   * @param id its id
   * @param type its type
   * @param subject what it is about
   * @param aggregateId the thing that changed
   * @param aggregateVersion the thing's revision
   * @param partitionKey what keeps it in order
   * @param position its place in the producer's log
   * @param actor who acted
   * @param onBehalfOf for whom
   * @param causedBy what led there
   * @param data its payload: a record of the contracts, a map or a tree
   */
  public record Draft(
      UUID id,
      String type,
      String subject,
      UUID aggregateId,
      long aggregateVersion,
      UUID partitionKey,
      long position,
      String actor,
      @Nullable String onBehalfOf,
      @Nullable UUID causedBy,
      Object data) {

    /** Names the thing and its revision; until told otherwise the thing is the key too. */
    public Draft of(UUID aggregate, long version) {
      UUID key = partitionKey.equals(aggregateId) ? aggregate : partitionKey;
      return new Draft(
          id, type, subject, aggregate, version, key, position, actor, onBehalfOf, causedBy, data);
    }

    /** Names what keeps it in order. */
    public Draft key(UUID key) {
      return new Draft(
          id,
          type,
          subject,
          aggregateId,
          aggregateVersion,
          key,
          position,
          actor,
          onBehalfOf,
          causedBy,
          data);
    }

    /** Gives it a place in the producer's log. */
    public Draft at(long place) {
      return new Draft(
          id,
          type,
          subject,
          aggregateId,
          aggregateVersion,
          partitionKey,
          place,
          actor,
          onBehalfOf,
          causedBy,
          data);
    }

    /** Says what it is about. */
    public Draft subject(String about) {
      return new Draft(
          id,
          type,
          about,
          aggregateId,
          aggregateVersion,
          partitionKey,
          position,
          actor,
          onBehalfOf,
          causedBy,
          data);
    }

    /** Says who acted. */
    public Draft by(String who) {
      return new Draft(
          id,
          type,
          subject,
          aggregateId,
          aggregateVersion,
          partitionKey,
          position,
          who,
          onBehalfOf,
          causedBy,
          data);
    }

    /** Says which event led there. */
    public Draft causedBy(UUID event) {
      return new Draft(
          id,
          type,
          subject,
          aggregateId,
          aggregateVersion,
          partitionKey,
          position,
          actor,
          onBehalfOf,
          event,
          data);
    }

    /** Gives it a payload. */
    public Draft data(Object payload) {
      return new Draft(
          id,
          type,
          subject,
          aggregateId,
          aggregateVersion,
          partitionKey,
          position,
          actor,
          onBehalfOf,
          causedBy,
          payload);
    }

    /** Returns the record's value. */
    public byte[] bytes() {
      JsonNode tree = EventJson.mapper().valueToTree(data);
      return write(
          new CloudEvent(
              CloudEvent.SPEC_VERSION,
              id,
              type,
              "/assay/test",
              subject,
              Instant.now(),
              "application/json",
              CloudEvent.schemaOf(type),
              Long.toString(position),
              partitionKey.toString(),
              aggregateId,
              aggregateVersion,
              actor,
              onBehalfOf,
              causedBy,
              null,
              tree));
    }
  }
}
