package org.assay.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventInsertIT {

  private static final EventLogFixture LOG = new EventLogFixture();

  @Test
  void writesTheLogAndTheQueueInOneTransaction() throws SQLException {
    UUID thing = UUID.randomUUID();

    UUID id = LOG.append(thing, 1);

    assertThat(id.version()).isEqualTo(7);
    assertThat(LOG.number("select count(*) from event_queue where event_id = '" + id + "'"))
        .isOne();
  }

  @Test
  void appendsTwoStepsOfOneThingInOneTransaction() throws SQLException {
    UUID thing = UUID.randomUUID();
    try (Connection connection = LOG.transaction()) {
      assertThat(EventInsert.insert(connection, EventLogFixture.event(thing, 1), null)).isPresent();
      assertThat(EventInsert.insert(connection, EventLogFixture.event(thing, 2), null)).isPresent();
      connection.commit();
    }

    assertThat(LOG.number("select count(*) from event_log where aggregate_id = '" + thing + "'"))
        .isEqualTo(2);
  }

  @Test
  void appendsStepsOfTwoThingsAtOnceEachAfterItsPredecessor() throws SQLException {
    UUID thing = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    try (Connection connection = LOG.transaction()) {
      assertThat(
              EventInsert.insert(
                  connection,
                  List.of(
                      EventLogFixture.event(thing, 1),
                      EventLogFixture.event(other, 1),
                      EventLogFixture.event(thing, 2)),
                  null))
          .isTrue();
      connection.commit();
    }

    assertThat(
            LOG.number(
                "select count(*) from event_queue where aggregate_id in ('%s', '%s')"
                    .formatted(thing, other)))
        .isEqualTo(3);
  }

  @Test
  void refusesEventsOfWhichOneHasNoPredecessor() throws SQLException {
    UUID thing = UUID.randomUUID();

    try (Connection connection = LOG.transaction()) {
      assertThat(
              EventInsert.insert(
                  connection,
                  List.of(EventLogFixture.event(thing, 1), EventLogFixture.event(thing, 3)),
                  null))
          .isFalse();
    }
  }

  @Test
  void refusesEventsOfWhichOneIsThereAlready() throws SQLException {
    UUID thing = UUID.randomUUID();
    LOG.append(thing, 1);

    try (Connection connection = LOG.transaction()) {
      assertThat(
              EventInsert.insert(
                  connection,
                  List.of(
                      EventLogFixture.event(UUID.randomUUID(), 1), EventLogFixture.event(thing, 1)),
                  null))
          .isFalse();
    }
  }

  @Test
  void refusesAnEventWithoutItsPredecessor() throws SQLException {
    UUID thing = UUID.randomUUID();
    LOG.append(thing, 1);

    try (Connection connection = LOG.transaction()) {
      assertThat(EventInsert.insert(connection, EventLogFixture.event(thing, 3), null)).isEmpty();
    }
  }

  @Test
  void refusesAnEventWhosePredecessorIsNotCommitted() throws SQLException {
    UUID thing = UUID.randomUUID();
    try (Connection first = LOG.transaction();
        Connection second = LOG.transaction()) {
      EventInsert.insert(first, EventLogFixture.event(thing, 1), null);

      assertThat(EventInsert.insert(second, EventLogFixture.event(thing, 2), null)).isEmpty();
    }
  }

  @Test
  void letsExactlyOneOfManyWritersOfTheSameVersionWin() throws Exception {
    UUID thing = UUID.randomUUID();
    LOG.append(thing, 1);
    int writers = 8;
    CyclicBarrier together = new CyclicBarrier(writers);

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> wins =
          IntStream.range(0, writers)
              .mapToObj(_ -> executor.submit(() -> wins(thing, together)))
              .toList();

      int won = 0;
      for (Future<Boolean> win : wins) {
        won += win.get() ? 1 : 0;
      }
      assertThat(won).isOne();
    }
  }

  private static boolean wins(UUID thing, CyclicBarrier together) throws Exception {
    try (Connection connection = LOG.transaction()) {
      together.await();
      Optional<UUID> id = EventInsert.insert(connection, EventLogFixture.event(thing, 2), null);
      if (id.isPresent()) {
        connection.commit();
      }
      return id.isPresent();
    }
  }

  @Test
  void refusesAPayloadThatABrokerMightNotTake() throws SQLException {
    UUID thing = UUID.randomUUID();
    NewEvent event =
        new NewEvent(
            EventLogFixture.TYPE,
            "thing",
            thing,
            1,
            thing,
            new Cause("somebody", null, null),
            Map.of("long", "x".repeat(EventInsert.MOST_BYTES)));

    try (Connection connection = LOG.transaction()) {
      assertThatThrownBy(() -> EventInsert.insert(connection, event, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update event_log set actor = 'another'",
        "delete from event_log",
        "truncate event_log",
        "update event_position set position = position + 1",
        "delete from event_position",
        "update event_queue set seq = 0",
        "delete from sequencer",
        "insert into sequencer (one) values (true)",
        "alter table event_log add column x int",
        "drop table event_log"
      })
  void givesTheServiceNoRightToChangeTheLog(String statement) throws SQLException {
    LOG.append(UUID.randomUUID(), 1);

    try (Connection connection = LOG.service.getConnection();
        Statement execution = connection.createStatement()) {
      assertThatThrownBy(() -> execution.execute(statement))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }
}
