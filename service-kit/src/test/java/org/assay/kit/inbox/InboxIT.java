package org.assay.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assay.kit.inbox.ParkedEvent.Reason;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestEvents.Draft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class InboxIT {

  private static final UUID THING = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final UUID OTHER = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");

  private static final String WAITING_FOR_A_KEY =
      "select count(*) from pg_locks where locktype = 'advisory' and not granted";

  private InboxFixture it = new InboxFixture();

  @BeforeEach
  void freshInbox() {
    it.close();
    it = new InboxFixture();
  }

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void appliesEachStepOfAThingOnce() {
    for (int version = 1; version <= 4; version++) {
      it.receive(InboxFixture.event(THING, version));
    }

    assertThat(it.total(THING)).isEqualTo(10);
    assertThat(it.version(THING)).isEqualTo(4);
    assertThat(it.counted(InboxMetrics.APPLIED)).isEqualTo(4);
  }

  @Test
  void dropsARepeat() {
    Draft event = InboxFixture.event(THING, 1);
    it.receive(event);
    it.receive(event);

    assertThat(it.total(THING)).isEqualTo(1);
    assertThat(it.counted(InboxMetrics.REPEATS)).isEqualTo(1);
    it.assertParked();
  }

  @Test
  void dropsARepeatWhoseInboxRowWasRemovedByAge() {
    Draft event = InboxFixture.event(THING, 1);
    it.receive(event);
    it.superuser("delete from inbox");

    it.receive(event);

    assertThat(it.total(THING)).isEqualTo(1);
  }

  @Test
  void appliesARecordOnceThatTwoCopiesReceiveAtTheSameTime() throws Exception {
    ConsumerRecord<String, byte[]> record = it.record(InboxFixture.event(THING, 1));
    int copies = 6;
    CyclicBarrier together = new CyclicBarrier(copies);

    try (ExecutorService executor = Executors.newFixedThreadPool(copies)) {
      List<Future<?>> all = new ArrayList<>();
      for (int copy = 0; copy < copies; copy++) {
        all.add(
            executor.submit(
                () -> {
                  together.await();
                  it.inbox.receive(record, it.handlers);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }

    assertThat(it.total(THING)).isEqualTo(1);
    assertThat(it.counted(InboxMetrics.REPEATS)).isEqualTo(copies - 1);
  }

  @Test
  void appliesOnceWhenTheAnswerToTheCommitWasLost() {
    it.unit.lostCommits.set(1);

    it.receive(InboxFixture.event(THING, 1));

    assertThat(it.total(THING)).isEqualTo(1);
    it.assertParked();
  }

  @Test
  void appliesAPollInOneTransaction() {
    List<ConsumerRecord<String, byte[]>> poll = new ArrayList<>();
    for (int version = 1; version <= 10; version++) {
      poll.add(it.record(InboxFixture.event(THING, version)));
      poll.add(it.record(InboxFixture.event(OTHER, version)));
    }

    it.inbox.receive(InboxFixture.poll(poll), it.handlers);

    assertThat(it.total(THING)).isEqualTo(55);
    assertThat(it.total(OTHER)).isEqualTo(55);
    assertThat(it.number("select count(distinct xmin::text) from inbox")).isOne();
    assertThat(it.counted(InboxMetrics.APPLIED)).isEqualTo(20);
  }

  @Test
  void appliesTheRestOfAPollThatHoldsARepeatAGapAndJunk() {
    it.receive(InboxFixture.event(THING, 1));
    List<ConsumerRecord<String, byte[]>> poll =
        List.of(
            it.record(InboxFixture.event(THING, 1)),
            it.record(InboxFixture.event(THING, 2)),
            it.record("a key", bytes("{not json")),
            it.record(InboxFixture.event(OTHER, 2)),
            it.record(InboxFixture.event(THING, 3)));

    it.inbox.receive(InboxFixture.poll(poll), it.handlers);

    assertThat(it.version(THING)).isEqualTo(3);
    assertThat(it.total(THING)).isEqualTo(6);
    assertThat(it.version(OTHER)).isZero();
    it.assertParked(Reason.UNREADABLE, Reason.PREDECESSOR_MISSING);
    assertThat(it.counted(InboxMetrics.REPEATS)).isOne();
    assertThat(it.counted(InboxMetrics.APPLIED)).isEqualTo(3);
  }

  @Test
  void appliesAPollOnceWhenTheAnswerToItsCommitWasLost() {
    it.unit.lostCommits.set(1);

    it.inbox.receive(
        InboxFixture.poll(
            List.of(
                it.record(InboxFixture.event(THING, 1)), it.record(InboxFixture.event(THING, 2)))),
        it.handlers);

    assertThat(it.total(THING)).isEqualTo(3);
    it.assertParked();
  }

  @Test
  void leavesTheSameStateAfterAReplayFromTheStart() {
    List<ConsumerRecord<String, byte[]>> topic = new ArrayList<>();
    Random random = new Random(7);
    Map<UUID, Integer> versions = new java.util.HashMap<>();
    List<UUID> things = List.of(THING, UUID.randomUUID(), UUID.randomUUID());
    for (int i = 0; i < 60; i++) {
      UUID thing = things.get(random.nextInt(things.size()));
      Draft event = InboxFixture.event(thing, versions.merge(thing, 1, Integer::sum));
      topic.add(it.record(event));
    }
    topic.forEach(record -> it.inbox.receive(record, it.handlers));
    String once = it.state();

    topic.forEach(record -> it.inbox.receive(record, it.handlers));
    topic.subList(20, 60).forEach(record -> it.inbox.receive(record, it.handlers));

    assertThat(it.state()).isEqualTo(once);
    it.assertParked();
  }

  @Test
  void movesTheVersionOverAnEventOfAnUnknownType() {
    it.receive(InboxFixture.event(THING, 1));
    it.receive(TestEvents.event("org.assay.test.other.happened.v1").of(THING, 2));
    it.receive(InboxFixture.event(THING, 3));

    assertThat(it.total(THING)).isEqualTo(4);
    assertThat(it.counted(InboxMetrics.UNUSED)).isEqualTo(1);
    it.assertParked();
  }

  @Test
  void callsTheHandlerForAnyEventBeforeTheOneOfItsType() {
    List<String> calls = Collections.synchronizedList(new ArrayList<>());
    EventHandlers handlers =
        EventHandlers.builder()
            .on(InboxFixture.TYPE, e -> calls.add("typed " + e.aggregateVersion()))
            .onAny(e -> calls.add("any " + e.aggregateVersion()))
            .build();

    it.inbox.receive(it.record(InboxFixture.event(THING, 1)), handlers);
    it.inbox.receive(it.record(TestEvents.event("org.assay.x.y.z.v1").of(THING, 2)), handlers);

    assertThat(calls).containsExactly("any 1", "typed 1", "any 2");
  }

  @Test
  void parksAnEventThatLeavesAGapAndThoseBehindIt() {
    it.receive(InboxFixture.event(THING, 1));
    it.receive(InboxFixture.event(THING, 3));
    it.receive(InboxFixture.event(THING, 4));

    assertThat(it.version(THING)).isEqualTo(1);
    it.assertParked(Reason.PREDECESSOR_MISSING, Reason.PREDECESSOR_MISSING);
    assertThat(it.parking.holds(THING)).isTrue();
    assertThat(it.parking.holdsKey(THING)).isTrue();
    assertThat(it.parking.holds(UUID.randomUUID())).isFalse();
  }

  @Test
  void takesAParkedEventBackWhenItArrivesAgainInOrder() {
    Draft third = InboxFixture.event(THING, 3);
    it.receive(InboxFixture.event(THING, 1));
    it.receive(third);
    it.receive(InboxFixture.event(THING, 2));

    it.receive(third);

    assertThat(it.total(THING)).isEqualTo(6);
    it.assertParked();
  }

  @Test
  void parksAnUnknownMajorVersionOfAKnownFamily() {
    it.receive(TestEvents.event("org.assay.test.thing.changed.v2").of(THING, 1));
    it.receive(InboxFixture.event(THING, 2));

    it.assertParked(Reason.UNKNOWN_MAJOR_VERSION, Reason.PREDECESSOR_MISSING);
  }

  @Test
  void parksDataThatIsNotWhatItsTypePromises() {
    AtomicInteger tries = new AtomicInteger();
    EventHandlers handlers =
        EventHandlers.builder()
            .on(
                InboxFixture.TYPE,
                e -> {
                  tries.incrementAndGet();
                  it.apply(e);
                })
            .build();

    it.inbox.receive(
        it.record(InboxFixture.event(THING, 1).data(Map.of("amount", "many"))), handlers);

    it.assertParked(Reason.UNREADABLE_DATA);
    assertThat(tries).hasValue(1);
  }

  @Test
  void triesAHandlerThreeTimesAndThenParksItsEventAndWhatFollows() {
    AtomicInteger tries = new AtomicInteger();
    AtomicBoolean broken = new AtomicBoolean(true);
    EventHandlers handlers =
        EventHandlers.builder()
            .on(
                InboxFixture.TYPE,
                e -> {
                  it.apply(e);
                  if (broken.get() && e.aggregateVersion() == 2) {
                    tries.incrementAndGet();
                    throw new IllegalStateException("a rule is broken");
                  }
                })
            .build();
    UUID other = UUID.randomUUID();
    it.inbox.receive(it.record(InboxFixture.event(THING, 1)), handlers);
    it.inbox.receive(it.record(InboxFixture.event(THING, 2)), handlers);
    it.inbox.receive(it.record(InboxFixture.event(THING, 3)), handlers);
    it.inbox.receive(it.record(InboxFixture.event(other, 1)), handlers);

    assertThat(tries).hasValue(3);
    it.assertParked(Reason.HANDLER_FAILED, Reason.PREDECESSOR_MISSING);
    assertThat(it.total(THING)).isEqualTo(1);
    assertThat(it.total(other)).isEqualTo(1);

    assertThat(it.parking.redrive(it.topic, THING, handlers)).isZero();
    broken.set(false);
    assertThat(it.parking.redrive(it.topic, THING, handlers)).isEqualTo(2);

    assertThat(it.total(THING)).isEqualTo(6);
    it.assertParked();
    it.inbox.receive(it.record(InboxFixture.event(THING, 4)), handlers);
    assertThat(it.version(THING)).isEqualTo(4);
  }

  @Test
  void waitsForWhatAnotherTopicTellsAndKeepsNoOtherKeyFromItsTurn() {
    AtomicInteger tries = new AtomicInteger();
    AtomicInteger missing = new AtomicInteger(3);
    EventHandlers handlers =
        EventHandlers.builder()
            .on(
                InboxFixture.TYPE,
                e -> {
                  it.apply(e);
                  if (e.aggregateId().equals(THING) && tries.incrementAndGet() <= missing.get()) {
                    throw new NotYetException("the project");
                  }
                })
            .build();

    it.inbox.receive(it.record(InboxFixture.event(THING, 1)), handlers);

    assertThat(it.total(THING)).isEqualTo(1);
    it.assertParked();
    tries.set(0);
    missing.set(Integer.MAX_VALUE);
    it.inbox.receive(it.record(InboxFixture.event(THING, 2)), handlers);
    assertThat(tries).hasValue(Inbox.TRIES_FOR_OTHERS);
    UUID other = UUID.randomUUID();
    it.inbox.receive(it.record(InboxFixture.event(THING, 3)), handlers);
    it.inbox.receive(it.record(InboxFixture.event(other, 1)), handlers);
    it.assertParked(Reason.WAITS_FOR_OTHERS, Reason.PREDECESSOR_MISSING);
    assertThat(it.total(other)).isEqualTo(1);

    WaitingEvents waiting = waiting(handlers);
    waiting.takeIn();
    it.assertParked(Reason.WAITS_FOR_OTHERS, Reason.PREDECESSOR_MISSING);
    missing.set(0);
    waiting.takeIn();

    assertThat(it.total(THING)).isEqualTo(6);
    it.assertParked();
  }

  @Test
  void waitsNoMoreOnceItFailsForAnotherReason() {
    AtomicBoolean came = new AtomicBoolean();
    EventHandlers handlers =
        EventHandlers.builder()
            .on(
                InboxFixture.TYPE,
                _ -> {
                  throw came.get()
                      ? new IllegalStateException("a rule is broken")
                      : new NotYetException("the project");
                })
            .build();
    it.inbox.receive(it.record(InboxFixture.event(THING, 1)), handlers);
    it.assertParked(Reason.WAITS_FOR_OTHERS);
    came.set(true);

    waiting(handlers).takeIn();

    it.assertParked(Reason.HANDLER_FAILED);
  }

  private WaitingEvents waiting(EventHandlers handlers) {
    return new WaitingEvents(
        it.parking,
        List.of(
            new EventConsumer() {
              @Override
              public String topic() {
                return it.topic;
              }

              @Override
              public EventHandlers handlers() {
                return handlers;
              }
            }));
  }

  @Test
  void parksWhatIsToldBehindAParkedEventOfItsKey() {
    AtomicBoolean broken = new AtomicBoolean(true);
    List<UUID> applied = new ArrayList<>();
    EventHandlers handlers =
        EventHandlers.builder()
            .on(
                InboxFixture.TYPE,
                e -> {
                  if (broken.get() && e.aggregateId().equals(THING)) {
                    throw new IllegalStateException("a rule is broken");
                  }
                  applied.add(e.aggregateId());
                })
            .build();
    UUID before = UUID.randomUUID();
    UUID behind = UUID.randomUUID();
    UUID elsewhere = UUID.randomUUID();
    receive(InboxFixture.event(THING, 1).key(THING).at(7), handlers);
    receive(InboxFixture.event(behind, 1).key(THING).at(8), handlers);
    receive(InboxFixture.event(before, 1).key(THING).at(6), handlers);
    receive(InboxFixture.event(elsewhere, 1).key(elsewhere).at(9), handlers);

    it.assertParked(Reason.HANDLER_FAILED, Reason.PREDECESSOR_MISSING);
    assertThat(applied).containsExactly(before, elsewhere);

    broken.set(false);
    assertThat(it.parking.redrive(it.topic, THING, handlers)).isEqualTo(2);
    assertThat(applied).containsExactly(before, elsewhere, THING, behind);
  }

  @Test
  void leavesNothingParkedThatWasParkedWhileARedriveCameByIt() throws Exception {
    it.receive(InboxFixture.event(THING, 2).key(THING).at(7));
    it.receive(InboxFixture.event(THING, 1).key(THING).at(6));
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch parking = new CountDownLatch(1);
    it.unit.beforeCommit.set(
        () -> {
          parking.countDown();
          awaitUninterrupted(goOn);
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> topic =
          threads.submit(() -> it.receive(InboxFixture.event(OTHER, 1).key(THING).at(8)));
      awaitUninterrupted(parking);
      Future<Integer> redrive =
          threads.submit(() -> it.parking.redrive(it.topic, THING, it.handlers));
      await().until(() -> redrive.isDone() || it.number(WAITING_FOR_A_KEY) == 1);
      goOn.countDown();
      topic.get();

      assertThat(redrive.get()).isEqualTo(2);
    }
    it.assertParked();
    assertThat(it.version(OTHER)).isEqualTo(1);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void receive(Draft event, EventHandlers handlers) {
    it.inbox.receive(it.record(event), handlers);
  }

  @Test
  void sendsADeadLetterWithItsReason() {
    it.inbox.receive(it.record("a key", bytes("{not json")), it.handlers);

    List<ConsumerRecord<String, byte[]>> letters = it.letters();
    assertThat(letters).hasSize(1);
    ConsumerRecord<String, byte[]> letter = letters.getFirst();
    assertThat(letter.key()).isEqualTo("a key");
    assertThat(letter.value()).isEqualTo(bytes("{not json"));
    assertThat(header(letter, "assay-reason")).isEqualTo("UNREADABLE");
    assertThat(header(letter, "assay-topic")).isEqualTo(it.topic);
    assertThat(header(letter, "assay-partition")).isEqualTo("0");
    assertThat(header(letter, "assay-offset")).isEqualTo("0");
  }

  @Test
  void parksARecordOnceHoweverOftenItArrives() {
    ConsumerRecord<String, byte[]> record = it.record("key", bytes("junk"));
    it.inbox.receive(record, it.handlers);
    it.inbox.receive(record, it.handlers);

    it.assertParked(Reason.UNREADABLE);
    assertThat(it.letters()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "7",
        "{\"specversion\":\"0.3\"}",
        "{\"specversion\":\"1.0\",\"type\":\"org.assay.test.thing.changed.v1\"}",
        "{\"specversion\":\"1.0\",\"type\":\"org.assay.log.watermark.v1\",\"data\":{}}",
        "{\"specversion\":\"1.0\",\"type\":\"org.assay.log.watermark.v1\"}",
        "\u0000\u0001\u0002"
      })
  void parksWhatIsNoEventAndGoesOn(String value) {
    it.inbox.receive(it.record(THING + "\u0000", bytes(value)), it.handlers);
    it.receive(InboxFixture.event(THING, 1));

    it.assertParked(Reason.UNREADABLE);
    assertThat(it.version(THING)).isEqualTo(1);
  }

  @Test
  void survivesNullKeysTombstonesAndHugeValues() {
    byte[] huge = bytes("x".repeat(1_500_000));
    it.inbox.receive(it.record(null, null), it.handlers);
    it.inbox.receive(it.record(THING.toString(), null), it.handlers);
    it.inbox.receive(it.record(null, huge), it.handlers);
    it.inbox.receive(it.record(null, InboxFixture.event(THING, 1).bytes()), it.handlers);

    it.assertParked(Reason.UNREADABLE, Reason.UNREADABLE, Reason.UNREADABLE);
    assertThat(it.parking.holdsKey(THING)).isTrue();
    assertThat(it.version(THING)).isEqualTo(1);
    assertThat(it.letters()).hasSize(3);
    assertThat(it.parking.discard(it.topic, 0, 1)).isTrue();
    assertThat(it.parking.holdsKey(THING)).isFalse();
  }

  @Test
  void waitsWhileTheDatabaseIsAwayAndParksNothing() throws Exception {
    allowConnections(false);
    CompletableFuture<Void> receiving =
        CompletableFuture.runAsync(() -> it.receive(InboxFixture.event(THING, 1)));
    await().until(() -> it.counted(InboxMetrics.WAITS) >= 4);
    assertThat(receiving).isNotDone();

    allowConnections(true);
    receiving.get();

    assertThat(it.total(THING)).isEqualTo(1);
    it.assertParked();
  }

  /** Only a connection to another database can say so. */
  private void allowConnections(boolean allowed) throws SQLException {
    it.database.administer(
        "alter database " + it.database.name() + " with allow_connections " + allowed);
  }

  @Test
  void parksNothingWhenAHandlerFailsBecauseTheDatabaseWentAway() {
    AtomicInteger failures = new AtomicInteger(5);
    EventHandlers handlers =
        EventHandlers.builder()
            .on(
                InboxFixture.TYPE,
                e -> {
                  it.apply(e);
                  if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException(new SQLException("gone", "57P01"));
                  }
                })
            .build();

    it.inbox.receive(it.record(InboxFixture.event(THING, 1)), handlers);

    assertThat(it.total(THING)).isEqualTo(1);
    it.assertParked();
  }

  /** Handlers fail during a stop for what they use is closed under them. */
  @Test
  void leavesAnEventToTheNextReaderWhenTheServiceStops() {
    ConsumerRecord<String, byte[]> record = it.record(InboxFixture.event(THING, 1));
    AtomicInteger tries = new AtomicInteger();
    EventHandlers closing =
        EventHandlers.builder()
            .on(
                InboxFixture.TYPE,
                e -> {
                  if (tries.incrementAndGet() == Inbox.TRIES) {
                    it.patience.stop(new ShutdownEvent());
                  }
                  throw new IllegalStateException("the entity manager factory is closed");
                })
            .build();

    assertThatThrownBy(() -> it.inbox.receive(record, closing))
        .isInstanceOf(Patience.StoppingException.class);
    it.assertParked();

    it.inbox.receive(record, it.handlers);
    assertThat(it.total(THING)).isEqualTo(1);
  }

  @Test
  void waitsWhileTheDeadLetterTopicIsAwayAndKeepsNothingHalf() {
    DeadLetters nowhere = new DeadLetters("127.0.0.1:1");
    Inbox inbox = new Inbox(it.unit, nowhere, new InboxMetrics(it.registry), it.patience);
    CompletableFuture<Void> receiving =
        CompletableFuture.runAsync(
            () -> inbox.receive(it.record("key", bytes("junk")), it.handlers));

    await().atMost(Duration.ofSeconds(20)).until(() -> it.counted(InboxMetrics.WAITS) >= 1);
    assertThat(receiving).isNotDone();
    it.assertParked();

    it.patience.stop(new ShutdownEvent());
    await().until(receiving::isCompletedExceptionally);
  }

  @Test
  void unparksNothingTwiceWhenRedrivenWhileTheTopicGoesOn() throws Exception {
    int versions = 60;
    it.receive(InboxFixture.event(THING, 1));
    it.inbox.receive(it.record(THING.toString(), bytes("lost")), it.handlers);
    for (int version = 3; version <= 20; version++) {
      it.receive(InboxFixture.event(THING, version));
    }
    // The missing one arrives late, while the topic goes on and an operator re-drives.
    CompletableFuture<Void> topic =
        CompletableFuture.runAsync(
            () -> {
              it.receive(InboxFixture.event(THING, 2));
              for (int version = 21; version <= versions; version++) {
                it.receive(InboxFixture.event(THING, version));
              }
            });
    while (!topic.isDone()) {
      it.parking.redrive(it.topic, THING, it.handlers);
    }
    topic.get();
    it.parking.redrive(it.topic, THING, it.handlers);

    assertThat(it.version(THING)).isEqualTo(versions);
    assertThat(it.total(THING)).isEqualTo(versions * (versions + 1) / 2);
    it.assertParked(Reason.UNREADABLE);
  }

  @Test
  void knowsTheAgeOfItsCopyFromTheOldestPartition() {
    Instant now = Instant.now();
    assertThat(it.copyAge.age(it.topic)).isEqualTo(CopyAge.NEVER);

    mark(0, 7, now.minusSeconds(10), 2);
    assertThat(it.copyAge.age(it.topic)).isEqualTo(CopyAge.NEVER);

    mark(1, 5, now.minusSeconds(60), 2);
    assertThat(it.copyAge.age(it.topic)).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(70));

    mark(1, 9, now.minusSeconds(20), 2);
    assertThat(it.copyAge.age(it.topic)).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(30));
  }

  @Test
  void keepsAWatermarkFromGoingBack() {
    Instant now = Instant.now();
    mark(0, 9, now.minusSeconds(5), 1);

    mark(0, 8, now.minusSeconds(100), 1);

    assertThat(it.copyAge.age(it.topic)).isLessThan(Duration.ofSeconds(50));
    assertThat(it.number("select position from watermark")).isEqualTo(9);
  }

  private void mark(int partition, long position, Instant time, int partitions) {
    it.inbox.receive(
        it.record(partition, null, TestEvents.watermark(position, time, partitions)), it.handlers);
  }

  @Test
  void removesInboxRowsOlderThanThirtyDaysAndNoOthers() {
    it.receive(InboxFixture.event(THING, 1));
    it.receive(InboxFixture.event(THING, 2));
    it.superuser(
        """
        insert into inbox select gen_random_uuid(), 'old', now() - interval '31 days'
          from generate_series(1, 12000)
        """);

    new InboxCleaning(it.unit).clean();

    assertThat(it.number("select count(*) from inbox")).isEqualTo(2);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
