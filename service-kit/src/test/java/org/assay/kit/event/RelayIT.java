package org.assay.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assay.kit.testing.TestKafka;
import org.assay.local.Distribution;
import org.assay.local.KafkaServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RelayIT {

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private EventLogFixture log = new EventLogFixture();
  private final BrokerState broker = new BrokerState();
  private RelaySettings settings = settings("unused", Duration.ofHours(1));
  private TopicReader topic = new TopicReader("unused", "unused");

  @BeforeEach
  void freshLogAndTopic() {
    log = new EventLogFixture();
    settings = settings(TestKafka.bootstrapServers(), Duration.ofHours(1));
    topic = new TopicReader(settings.bootstrapServers(), settings.topic());
  }

  @Test
  void tellsAnEventAsACloudEventWithTheLogsOwnBytes() throws Exception {
    UUID thing = UUID.randomUUID();
    UUID key = UUID.randomUUID();
    UUID cause = UUID.randomUUID();
    NewEvent event =
        new NewEvent(
            EventLogFixture.TYPE,
            "thing/1",
            thing,
            1,
            key,
            new Cause("machine", "person", cause),
            new Payload(9_007_199_254_740_993L, "b", 1.0));
    try (Connection connection = log.transaction()) {
      assertThat(EventInsert.insert(connection, event, TRACE)).isPresent();
      connection.commit();
    }

    try (var _ = pump()) {
      awaitRelayed(1);
    }

    ConsumerRecord<String, byte[]> record = eventRecords().getFirst();
    assertThat(record.key()).isEqualTo(key.toString());
    assertThat(header(record, "content-type")).isEqualTo("application/cloudevents+json");
    assertThat(header(record, "traceparent")).isEqualTo(TRACE);
    assertThat(new String(record.value(), StandardCharsets.UTF_8))
        .contains("\"data\":{\"a_name\":\"b\",\"rate\":1,\"wide\":\"9007199254740993\"}");
    JsonNode told = topic.events().getFirst();
    assertThat(told.path("specversion").asText()).isEqualTo("1.0");
    assertThat(told.path("type").asText()).isEqualTo(EventLogFixture.TYPE);
    assertThat(told.path("source").asText()).isEqualTo("/assay/test");
    assertThat(told.path("sequence").asText()).isEqualTo("1");
    assertThat(told.path("partitionkey").asText()).isEqualTo(key.toString());
    assertThat(told.path("aggregateid").asText()).isEqualTo(thing.toString());
    assertThat(told.path("aggregateversion").asLong()).isEqualTo(1);
    assertThat(told.path("actor").asText()).isEqualTo("machine");
    assertThat(told.path("onbehalfof").asText()).isEqualTo("person");
    assertThat(told.path("causedby").asText()).isEqualTo(cause.toString());
    assertThat(told.path("traceparent").asText()).isEqualTo(TRACE);
    assertThat(Instant.parse(told.path("time").asText()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
  }

  record Payload(long wide, String aName, double rate) {}

  @Test
  void createsItsTopicWithTheConfiguredPartitions() throws Exception {
    try (var _ = pump()) {
      log.append(UUID.randomUUID(), 1);
      awaitRelayed(1);
    }

    assertThat(topic.partitions()).isEqualTo(3);
  }

  @Test
  void repeatsAndLosesNothingWhenKilledBetweenProduceAndCursor() throws Exception {
    UUID thing = UUID.randomUUID();
    try (Connection blocker = log.database.superuser();
        Statement lock = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      lock.execute("select * from relay_cursor for update");
      try (var _ = pump()) {
        for (int version = 1; version <= 3; version++) {
          log.append(thing, version);
        }
        // Produced and acknowledged; the cursor's update waits for the lock.
        await().until(() -> topic.positions().equals(List.of(1L, 2L, 3L)) || produced() >= 1);
        await()
            .until(
                () ->
                    log.number(
                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = current_database()")
                        >= 1);
        killRelay(blocker);
      }
      blocker.rollback();
    }
    assertThat(log.number("select position from relay_cursor")).isZero();
    int before = topic.positions().size();
    assertThat(before).isPositive();

    try (var _ = pump()) {
      awaitRelayed(3);
    }

    List<Long> positions = topic.positions();
    assertThat(positions).hasSize(before + 3);
    assertThat(positions.subList(before, before + 3)).containsExactly(1L, 2L, 3L);
  }

  private long produced() {
    return topic.positions().size();
  }

  /** Ends the session that waits, as a kill of the process would. */
  private static void killRelay(Connection superuser) throws SQLException {
    try (Statement kill = superuser.createStatement()) {
      kill.execute(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
           where wait_event_type = 'Lock' and datname = current_database()
          """);
    }
  }

  @Test
  void producesAgainFromAnyPosition() throws Exception {
    UUID thing = UUID.randomUUID();
    try (var _ = pump()) {
      for (int version = 1; version <= 5; version++) {
        log.append(thing, version);
      }
      awaitRelayed(5);

      RelayTables.rewind(log.service, 4);

      awaitRelayed(5);
      await().until(() -> topic.positions().size() == 7);
    }

    assertThat(topic.positions()).containsExactly(1L, 2L, 3L, 4L, 5L, 4L, 5L);
  }

  @Test
  void keepsTheOrderOfAThingOverManyBatches() throws Exception {
    List<UUID> things = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    try (var _ = pump()) {
      for (int version = 1; version <= 100; version++) {
        for (UUID thing : things) {
          log.append(thing, version);
        }
      }
      awaitRelayed(300);
    }

    for (UUID thing : things) {
      assertThat(
              topic.events().stream()
                  .filter(e -> e.path("aggregateid").asText().equals(thing.toString()))
                  .map(e -> e.path("aggregateversion").asLong()))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
    }
  }

  @Test
  void promisesEveryPartitionAfterWhatItPromises() throws Exception {
    settings = settings(settings, Duration.ofMillis(300));
    log.append(UUID.randomUUID(), 1);

    try (var _ = pump()) {
      await()
          .until(
              () ->
                  topic.watermarks().stream()
                          .filter(m -> m.path("data").path("position").asLong() == 1)
                          .count()
                      >= 6);
    }

    List<JsonNode> marks = topic.watermarks();
    assertThat(marks).allMatch(m -> m.path("data").path("partitions").asInt() == 3);
    assertThat(marks)
        .allSatisfy(
            m ->
                assertThat(Instant.parse(m.path("data").path("time").asText()))
                    .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1)));
    // In its partition, no promise stands before what it promises.
    boolean told = false;
    int partition = topic.partitionOf(1);
    for (ConsumerRecord<String, byte[]> record : topic.records()) {
      if (record.partition() == partition) {
        String value = new String(record.value(), StandardCharsets.UTF_8);
        told = told || value.contains(EventLogFixture.TYPE);
        assertThat(told || !value.contains("\"position\":1")).isTrue();
      }
    }
  }

  @Test
  void promisesNoMoreThanTheOldestWaitingEventAllows() throws Exception {
    log.append(UUID.randomUUID(), 1);

    try (Connection connection = log.service.getConnection()) {
      RelayTables tables = new RelayTables(connection, "/assay/test");
      RelayTables.Progress waiting = tables.progress();
      Sequencer.number(connection, 0, 10);
      RelayTables.Progress emptied = tables.progress();

      Instant happened =
          Instant.ofEpochSecond(
              0,
              log.number(
                      "select (extract(epoch from occurred_at) * 1000000)::bigint from event_log")
                  * 1000);
      assertThat(waiting.position()).isZero();
      assertThat(waiting.waiting()).isOne();
      assertThat(waiting.time()).isEqualTo(happened);
      assertThat(emptied.position()).isOne();
      assertThat(emptied.time()).isAfter(happened);
    }
  }

  @Test
  void waitsForAMissingBrokerAndGoesOnAfterItWasAway(@TempDir Path folder) throws Exception {
    int port = freePort();
    settings = settings("127.0.0.1:" + port, Duration.ofMillis(300));
    topic = new TopicReader(settings.bootstrapServers(), settings.topic());
    UUID thing = UUID.randomUUID();
    log.append(thing, 1);
    try (EventPump pump = pump()) {
      await().until(() -> log.positions().size() == 1);
      await().atMost(Duration.ofSeconds(15)).until(broker::isAway);
      assertThat(pump.alive()).isTrue();
      KafkaServer first = KafkaServer.start(Distribution.find(), folder, port);
      awaitRelayed(1);
      assertThat(broker.isAway()).isFalse();

      first.kill();
      for (int version = 2; version <= 50; version++) {
        log.append(thing, version);
      }
      await().until(() -> log.positions().size() == 50);
      assertThat(log.number("select position from relay_cursor")).isOne();

      try (KafkaServer _ = KafkaServer.start(Distribution.find(), folder, port)) {
        awaitRelayed(50);
        assertThat(topic.positions().stream().distinct())
            .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private EventPump pump() {
    return EventPump.start(settings, log.service, log.bell, log.metrics, broker);
  }

  private void awaitRelayed(long position) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> log.number("select position from relay_cursor") == position);
  }

  private List<ConsumerRecord<String, byte[]>> eventRecords() {
    return topic.records().stream()
        .filter(r -> new String(r.value(), StandardCharsets.UTF_8).contains(EventLogFixture.TYPE))
        .toList();
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static RelaySettings settings(String bootstrapServers, Duration watermarks) {
    return new RelaySettings(
        bootstrapServers, "test-" + UUID.randomUUID(), "/assay/test", 3, watermarks, 20);
  }

  private static RelaySettings settings(RelaySettings base, Duration watermarks) {
    return new RelaySettings(
        base.bootstrapServers(), base.topic(), base.source(), 3, watermarks, 20);
  }
}
