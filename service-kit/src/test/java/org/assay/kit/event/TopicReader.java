package org.assay.kit.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.event.EventTypes;

/** Reads a topic from its beginning, again at each question. */
final class TopicReader {

  private final String bootstrapServers;
  private final String topic;

  TopicReader(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /** Returns all records, partition after partition. */
  List<ConsumerRecord<String, byte[]>> records() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "allow.auto.create.topics", false);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      List<TopicPartition> all =
          partitions.stream().map(p -> new TopicPartition(topic, p.partition())).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  /** Returns how many partitions the topic has. */
  int partitions() {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      return consumer.partitionsFor(topic).size();
    }
  }

  /** Returns the partition where the event of a position stands. */
  int partitionOf(long position) {
    return records().stream()
        .filter(r -> json(r).path("sequence").asLong() == position)
        .filter(r -> !json(r).path("type").asText().equals(EventTypes.WATERMARK))
        .findFirst()
        .orElseThrow()
        .partition();
  }

  /** Returns the events among them. */
  List<JsonNode> events() {
    return read(false);
  }

  /** Returns the watermarks among them. */
  List<JsonNode> watermarks() {
    return read(true);
  }

  /** Returns the positions of the events, in the order in which they stand. */
  List<Long> positions() {
    return events().stream().map(e -> e.path("sequence").asLong()).toList();
  }

  private List<JsonNode> read(boolean watermarks) {
    return records().stream()
        .map(TopicReader::json)
        .filter(e -> e.path("type").asText().equals(EventTypes.WATERMARK) == watermarks)
        .toList();
  }

  private static JsonNode json(ConsumerRecord<String, byte[]> record) {
    try {
      return EventJson.mapper().readTree(record.value());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
