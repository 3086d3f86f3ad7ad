package org.assay.verification.fault.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.assay.verification.fault.Injection;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.MeasuringFault;
import org.assay.verification.fault.Pause;
import org.assay.verification.fault.topic.Records.Wrong;

/**
 * F9: what a reader missed while it was away comes to it in a wrong order: for every key one event
 * before its predecessor. That one is parked, with all that is told behind it under its key, until
 * an operator has them re-driven.
 *
 * <p>The reader's offsets are moved behind what it missed, and copies of that are sent in the wrong
 * order, so that it never sees the right one. Those who tell stand still for that moment, so that
 * nothing comes in between.
 */
final class Reordered extends MeasuringFault {

  private static final Duration STILL = Duration.ofMillis(300);

  private final Reader reader;
  private final Random random;

  private Reordered(Reader reader) {
    this.reader = reader;
    this.random = new Random(name().hashCode());
  }

  static List<Reordered> all() {
    return Reader.ALL.stream().map(Reordered::new).toList();
  }

  @Override
  public String name() {
    return "F9 wrong order to %s".formatted(reader.service());
  }

  @Override
  public String part() {
    return reader.service();
  }

  @Override
  public int weight() {
    return 4;
  }

  @Override
  public Duration lasts(RandomGenerator random) {
    return Duration.ofSeconds(4);
  }

  @Override
  public Injection inject(Installation installation) {
    installation.part(reader.service()).stop();
    AtomicReference<Wrong> wrong = new AtomicReference<>(new Wrong(List.of(), 0));
    return Injection.of(
        () -> wrong.set(comeBack(installation)), () -> recover(installation, wrong.get()));
  }

  private Wrong comeBack(Installation installation) {
    try (Topics topics = new Topics(installation)) {
      Wrong wrong = missed(installation, topics);
      installation.part(reader.service()).start();
      return wrong;
    }
  }

  private void recover(Installation installation, Wrong wrong) {
    try (Topics topics = new Topics(installation);
        Operator operator = new Operator(installation)) {
      CatchingUp.of(topics, reader.service(), topics.ends(reader.topics()));
      long parked =
          Math.round(
              Metrics.sum(
                  installation.part(reader.service()).address(),
                  "assay_inbox_parked_total",
                  "PREDECESSOR_MISSING"));
      int applied = operator.redriveAll(reader.service());
      note(
          "%s: %d of %d events before their predecessor, %d parked, %d applied by a re-drive"
              .formatted(name(), wrong.moved(), wrong.order().size(), parked, applied));
      Expected.that(
          parked * 2 >= wrong.moved(), // a few it may have had before it left
          "%s parked %d of %d events that came too early"
              .formatted(reader.service(), parked, wrong.moved()));
    }
  }

  private Wrong missed(Installation installation, Topics topics) {
    List<String> tellers =
        reader.database().reads().stream()
            .map(
                told ->
                    switch (told) {
                      case PROJECT -> "project-service";
                      case REGISTRY -> Reader.REGISTRY.service();
                      case REVIEW -> Reader.REVIEW.service();
                    })
            .toList();
    tellers.forEach(teller -> installation.signal(teller, "STOP"));
    try {
      Pause.of(STILL); // what they had sent arrives
      Map<TopicPartition, Long> ends = topics.ends(reader.topics());
      Map<TopicPartition, Long> read = topics.read(reader.service(), ends.keySet());
      Wrong wrong = Records.wrongOrder(Records.events(topics.between(read, ends)), random);
      topics.move(reader.service(), ends);
      topics.sendAgain(
          wrong.order().stream()
              .map(event -> Topics.again(event.record(), event.record().partition()))
              .toList());
      return wrong;
    } finally {
      tellers.forEach(teller -> installation.signal(teller, "CONT"));
    }
  }
}
