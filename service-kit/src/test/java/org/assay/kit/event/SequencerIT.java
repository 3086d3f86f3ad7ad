package org.assay.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.assay.kit.event.EventLogFixture.Positioned;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SequencerIT {

  private EventLogFixture log = new EventLogFixture();

  @BeforeEach
  void freshLog() {
    log = new EventLogFixture();
  }

  @Test
  void numbersFromOneWithoutAGap() throws Exception {
    UUID thing = UUID.randomUUID();
    for (int version = 1; version <= 25; version++) {
      log.append(thing, version);
    }

    try (var _ = new RunningSequencer(log, 10)) {
      awaitPositions(25);
    }

    log.assertWhole();
  }

  @Test
  void numbersAnEarlierWriterThatCommitsLater() throws Exception {
    UUID early = UUID.randomUUID();
    UUID late = UUID.randomUUID();
    try (var _ = new RunningSequencer(log, 10);
        Connection held = log.transaction()) {
      insert(held, early, 1);
      log.append(late, 1);
      awaitPositions(1);

      held.commit();
      awaitPositions(2);
    }

    assertThat(log.positions()).extracting(Positioned::aggregateId).containsExactly(late, early);
    log.assertWhole();
  }

  @Test
  void leavesNoGapForAWriterThatRolledBackBetweenTwoOthers() throws Exception {
    try (var _ = new RunningSequencer(log, 10);
        Connection first = log.transaction();
        Connection second = log.transaction();
        Connection third = log.transaction()) {
      insert(first, UUID.randomUUID(), 1);
      insert(second, UUID.randomUUID(), 1);
      insert(third, UUID.randomUUID(), 1);

      third.commit();
      second.rollback();
      first.commit();
      awaitPositions(2);
    }

    log.assertWhole();
  }

  @Test
  void keepsAnEventBackWhosePredecessorIsMissingAndNobodyElse() throws Exception {
    UUID broken = UUID.randomUUID();
    UUID first = log.append(broken, 1);
    for (int version = 2; version <= 6; version++) {
      log.append(broken, version);
    }
    UUID whole = UUID.randomUUID();
    log.append(whole, 1);
    log.append(whole, 2);
    log.append(whole, 3);
    // No writer can do this; it stands for damage by hand.
    log.superuser(
        "create table lost as select * from event_queue where event_id = '" + first + "'");
    log.superuser("delete from event_queue where event_id = '" + first + "'");

    // A batch of two: were the kept-back ones counted, they would fill it for ever.
    try (var _ = new RunningSequencer(log, 2)) {
      awaitPositions(3);
      assertThat(log.positions()).extracting(Positioned::aggregateId).containsOnly(whole);

      log.superuser("insert into event_queue select * from lost");
      awaitPositions(9);
    }

    log.assertWhole();
  }

  @Test
  void followsAnEventThatWasNumberedInAnEarlierTerm() throws Exception {
    UUID thing = UUID.randomUUID();
    log.append(thing, 1);
    try (var _ = new RunningSequencer(log, 10)) {
      awaitPositions(1);
    }
    log.append(thing, 2);
    log.append(thing, 3);

    try (var _ = new RunningSequencer(log, 10)) {
      awaitPositions(3);
    }

    log.assertWhole();
  }

  @Test
  void leavesOneLeaderAmongSeveral() throws Exception {
    try (var one = new RunningSequencer(log, 10);
        var two = new RunningSequencer(log, 10)) {
      await().until(() -> one.leads() || two.leads());
      log.append(UUID.randomUUID(), 1);
      awaitPositions(1);

      assertThat(one.leads()).isNotEqualTo(two.leads());
      assertThat(log.number("select epoch from sequencer")).isOne();
    }
  }

  @Test
  void fencesTheElderOnceTheEpochMovedOn() throws Exception {
    try (var elder = new RunningSequencer(log, 10)) {
      await().until(elder::leads);
      log.append(UUID.randomUUID(), 1);
      awaitPositions(1);

      // As if another had been elected while the elder believed in its lock.
      log.superuser("update sequencer set epoch = 100");
      log.append(UUID.randomUUID(), 1);

      await().until(() -> elder.ended.get() == 1);
      await().atMost(Duration.ofSeconds(5)).until(() -> log.positions().size() == 2);
      assertThat(log.number("select epoch from sequencer")).isEqualTo(101);
    }
    log.assertWhole();
  }

  @Test
  void numbersNothingInABatchOfAnEarlierEpoch() throws Exception {
    log.append(UUID.randomUUID(), 1);

    try (Connection elder = log.service.getConnection()) {
      assertThat(Sequencer.number(elder, 1, 10)).isEmpty();
      log.superuser("update sequencer set epoch = 1");
      assertThat(Sequencer.number(elder, 0, 10)).isEmpty();
      assertThat(log.positions()).isEmpty();
      assertThat(Sequencer.number(elder, 1, 10)).hasValue(1);
    }
  }

  @Test
  void replacesALeaderWhoseSessionWasKilled() throws Exception {
    try (var one = new RunningSequencer(log, 10);
        var two = new RunningSequencer(log, 10)) {
      await().until(() -> one.leads() || two.leads());
      log.append(UUID.randomUUID(), 1);
      awaitPositions(1);

      log.superuser(
          """
          select pg_terminate_backend(pid) from pg_locks
           where locktype = 'advisory' and granted
             and database = (select oid from pg_database where datname = current_database())
          """);
      log.append(UUID.randomUUID(), 1);

      awaitPositions(2);
      assertThat(log.number("select epoch from sequencer")).isEqualTo(2);
    }
    log.assertWhole();
  }

  @Test
  void replacesAFrozenLeaderAndKeepsItOutWhenItWakes() throws Exception {
    CountDownLatch thaw = new CountDownLatch(1);
    CountDownLatch frozen = new CountDownLatch(1);
    UUID thing = UUID.randomUUID();
    try (var elder = new RunningSequencer(log, 10)) {
      await().until(elder::leads);
      elder.onPositions =
          () -> {
            frozen.countDown();
            uninterruptibly(thaw);
          };
      log.append(thing, 1);
      frozen.await();
      try (var younger = new RunningSequencer(log, 10)) {
        log.append(thing, 2);
        log.append(thing, 3);
        await().atMost(Duration.ofSeconds(10)).until(younger::leads);
        awaitPositions(3);

        thaw.countDown();
        await().until(() -> elder.ended.get() == 1);
        log.append(thing, 4);
        awaitPositions(4);

        assertThat(elder.leads()).isFalse();
        assertThat(elder.alive()).isTrue();
        assertThat(younger.leads()).isTrue();
      }
    }
    log.assertWhole();
  }

  @Test
  void keepsItsSessionWhileNothingHappens() throws Exception {
    try (var sequencer = new RunningSequencer(log, 10)) {
      await().until(sequencer::leads);

      await().during(Duration.ofMillis(2500)).until(() -> sequencer.terms.get() == 1);
    }
  }

  private void awaitPositions(int count) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> log.positions().size() == count);
  }

  private static void insert(Connection connection, UUID aggregate, long version)
      throws SQLException {
    Optional<UUID> id =
        EventInsert.insert(connection, EventLogFixture.event(aggregate, version), null);
    assertThat(id).isPresent();
  }

  private static void uninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
