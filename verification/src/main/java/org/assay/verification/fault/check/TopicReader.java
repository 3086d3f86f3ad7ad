package org.assay.verification.fault.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Fault;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.Pause;

/**
 * Reads the topics from their beginning while the broker is broken and mended, as any reader may,
 * and begins again when the broker has lost all it held.
 */
public final class TopicReader implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration AGAIN = Duration.ofMillis(500);

  private final Installation installation;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Thread thread;

  /** What was seen by each attempt to read from the beginning, the last one going on. */
  private final List<Attempt> seen = new ArrayList<>();

  private TopicReader(Installation installation) {
    this.installation = installation;
    this.thread = Thread.ofPlatform().daemon().name("topic-reader").unstarted(this::run);
  }

  /**
   * What was seen from a beginning until the broker's client gave up, or the broker began anew.
   *
   * @param generation of the broker
   */
  private record Attempt(int generation, Map<Database, List<Evidence.Told>> told) {

    boolean empty() {
      return told.values().stream().allMatch(List::isEmpty);
    }
  }

  /** One that begins now. */
  public static TopicReader start(Installation installation) {
    TopicReader reader = new TopicReader(installation);
    reader.thread.start();
    return reader;
  }

  /** What it saw; with the last attempt it must have seen all, if it was let come to the end. */
  public List<Evidence.Reading> readings() {
    List<Evidence.Reading> readings = new ArrayList<>();
    synchronized (seen) {
      for (int i = 0; i < seen.size(); i++) {
        Attempt attempt = seen.get(i);
        String by =
            "the reader during the faults, attempt %d, broker %d"
                .formatted(i + 1, attempt.generation());
        boolean whole = i == seen.size() - 1;
        attempt
            .told()
            .forEach(
                (source, told) ->
                    readings.add(new Evidence.Reading(by, source, whole, List.copyOf(told))));
      }
    }
    return readings;
  }

  /** Reads what the topics hold now, from beginning to end. */
  static List<Evidence.Reading> readAll(Installation installation) {
    Map<Database, List<Evidence.Told>> told = empty();
    try (KafkaConsumer<String, byte[]> consumer = consumer(installation)) {
      List<TopicPartition> partitions = assign(consumer);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(POLL).forEach(record -> keep(record, told));
      }
    }
    return told.entrySet().stream()
        .map(e -> new Evidence.Reading("a new reader", e.getKey(), true, e.getValue()))
        .toList();
  }

  /** Waits until it has read what the topics hold now. */
  public boolean awaitEnd(Duration patience) {
    return Pause.until(patience, this::atEnd);
  }

  @Override
  public void close() {
    ended.set(true);
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean atEnd() {
    long all = 0;
    for (Evidence.Reading reading : readAll(installation)) {
      all += reading.told().size();
    }
    synchronized (seen) {
      return !seen.isEmpty()
          && seen.getLast().told().values().stream().mapToLong(List::size).sum() >= all;
    }
  }

  private void run() {
    while (!ended.get()) {
      int generation = installation.brokerGeneration();
      Map<Database, List<Evidence.Told>> told = empty();
      synchronized (seen) {
        if (!seen.isEmpty() && seen.getLast().empty()) {
          seen.removeLast();
        }
        seen.add(new Attempt(generation, told));
      }
      try (KafkaConsumer<String, byte[]> consumer = consumer(installation)) {
        assign(consumer);
        follow(consumer, generation, told);
      } catch (KafkaException | IllegalStateException _) {
        Pause.of(AGAIN); // the broker is away, or has no topics yet
      }
    }
  }

  private void follow(
      KafkaConsumer<String, byte[]> consumer,
      int generation,
      Map<Database, List<Evidence.Told>> told) {
    while (!ended.get()) {
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      consumer.poll(POLL).forEach(records::add);
      if (installation.brokerGeneration() != generation) {
        return;
      }
      synchronized (seen) {
        records.forEach(record -> keep(record, told));
      }
    }
  }

  private static Map<Database, List<Evidence.Told>> empty() {
    Map<Database, List<Evidence.Told>> told = new EnumMap<>(Database.class);
    for (Database database : Database.values()) {
      told.put(database, new ArrayList<>());
    }
    return told;
  }

  private static void keep(
      ConsumerRecord<String, byte[]> record, Map<Database, List<Evidence.Told>> told) {
    Database source =
        Arrays.stream(Database.values())
            .filter(database -> database.topic().equals(record.topic()))
            .findFirst()
            .orElseThrow();
    told(record).ifPresent(told.computeIfAbsent(source, _ -> new ArrayList<>())::add);
  }

  /** What is no event of an aggregate, such as a watermark, tells nothing here. */
  private static Optional<Evidence.Told> told(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null || record.headers().lastHeader(Fault.HEADER) != null) {
      return Optional.empty();
    }
    try {
      JsonNode event = JSON.readTree(record.value());
      if (event == null || !event.hasNonNull("aggregateid")) {
        return Optional.empty();
      }
      return Optional.of(
          new Evidence.Told(
              record.partition(),
              record.key(),
              UUID.fromString(event.path("id").asText()),
              UUID.fromString(event.path("aggregateid").asText()),
              event.path("aggregateversion").asLong(),
              Long.parseLong(event.path("sequence").asText())));
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty(); // a record of a fault, which no reader of events takes for one
    }
  }

  private static List<TopicPartition> assign(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        Arrays.stream(Database.values())
            .flatMap(database -> consumer.partitionsFor(database.topic()).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    if (Arrays.stream(Database.values())
        .anyMatch(
            database -> partitions.stream().noneMatch(p -> p.topic().equals(database.topic())))) {
      throw new IllegalStateException("not every topic is there");
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return partitions;
  }

  private static KafkaConsumer<String, byte[]> consumer(Installation installation) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            installation.bootstrapServers(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            500,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            10_000,
            ConsumerConfig.METADATA_MAX_AGE_CONFIG,
            3_000),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
