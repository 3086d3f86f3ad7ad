package org.assay.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.assay.kit.testing.TestDatabase;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestEvents.Draft;
import org.assay.kit.testing.TestKafka;
import org.jspecify.annotations.Nullable;

/**
 * An inbox over a database of its own, with handlers that keep a small read copy in it: of each
 * thing its version and the sum of what its events carried.
 */
final class InboxFixture implements AutoCloseable {

  static final String TYPE = "org.assay.test.thing.changed.v1";

  /** What the events of {@link #TYPE} carry. */
  record Payload(long amount) {}

  final TestDatabase database = TestDatabase.migrated();
  final PlainUnitOfWork unit = new PlainUnitOfWork(database.service());
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final DeadLetters deadLetters = new DeadLetters(TestKafka.bootstrapServers());
  final Patience patience = new Patience();
  final Inbox inbox = new Inbox(unit, deadLetters, new InboxMetrics(registry), patience);
  final Parking parking = new Parking(unit, database.service());
  final CopyAge copyAge = new CopyAge(database.service());
  final String topic = "test-" + UUID.randomUUID();
  final EventHandlers handlers = EventHandlers.builder().on(TYPE, this::apply).build();
  private long offset;

  InboxFixture() {
    superuser("create table copy (id uuid primary key, version bigint, total bigint, applied int)");
    superuser("grant all on copy to public");
  }

  /** The handler: not idempotent by itself, so that a second application shows. */
  void apply(ReceivedEvent event) {
    long amount = event.data(Payload.class).amount();
    execute(
        """
        insert into copy as c values ('%s', %d, %d, 1) on conflict (id) do update
          set version = excluded.version, total = c.total + excluded.total, applied = c.applied + 1
        """
            .formatted(event.aggregateId(), event.aggregateVersion(), amount));
  }

  /** Executes a statement in the running unit of work. */
  void execute(String sql) {
    try (Statement statement = unit.current().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Draft event(UUID thing, long version) {
    return TestEvents.event(TYPE).of(thing, version).data(Map.of("amount", version));
  }

  ConsumerRecord<String, byte[]> record(Draft event) {
    return record(event.partitionKey().toString(), event.bytes());
  }

  ConsumerRecord<String, byte[]> record(@Nullable String key, byte @Nullable [] value) {
    return record(0, key, value);
  }

  @SuppressWarnings(
      "NullAway") // a record's key and value may be null, which its class does not say
  ConsumerRecord<String, byte[]> record(
      int partition, @Nullable String key, byte @Nullable [] value) {
    return new ConsumerRecord<>(topic, partition, offset++, key, value);
  }

  /** What one poll brings of a partition. */
  static ConsumerRecords<String, byte[]> poll(List<ConsumerRecord<String, byte[]>> records) {
    ConsumerRecord<String, byte[]> first = records.getFirst();
    TopicPartition partition = new TopicPartition(first.topic(), first.partition());
    return new ConsumerRecords<>(Map.of(partition, records), Map.of());
  }

  void receive(Draft event) {
    inbox.receive(record(event), handlers);
  }

  long version(UUID thing) {
    return number("select coalesce(max(version), 0) from copy where id = '" + thing + "'");
  }

  long total(UUID thing) {
    return number("select coalesce(max(total), 0) from copy where id = '" + thing + "'");
  }

  /** Everything that the handlers wrote. */
  String state() {
    return text("select string_agg(c::text, ' ' order by id) from copy c");
  }

  long number(String query) {
    return Long.parseLong(text(query));
  }

  String text(String query) {
    try (Connection connection = database.superuser();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void superuser(String sql) {
    try (Connection connection = database.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  double counted(String metric) {
    return registry.find(metric).counters().stream().mapToDouble(Counter::count).sum();
  }

  /** Reads all dead letters of the topic. */
  List<ConsumerRecord<String, byte[]>> letters() {
    Map<String, Object> settings = Map.of("bootstrap.servers", TestKafka.bootstrapServers());
    TopicPartition partition = new TopicPartition(topic + DeadLetters.SUFFIX, 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).values().iterator().next();
      List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
      }
      return letters;
    }
  }

  void assertParked(ParkedEvent.Reason... reasons) {
    assertThat(parking.list(ParkedEvent.Place.FIRST, 100))
        .extracting(ParkedEvent::reason)
        .containsExactly(reasons);
  }

  @Override
  public void close() {
    patience.stop(new ShutdownEvent());
    deadLetters.close();
  }
}
