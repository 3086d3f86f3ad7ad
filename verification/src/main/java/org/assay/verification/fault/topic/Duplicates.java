package org.assay.verification.fault.topic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Injection;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.MeasuringFault;
import org.assay.verification.fault.topic.Records.Told;

/**
 * F9: events of a topic come again, with the same bytes, in any order, on their own partitions or
 * on any. Every reader drops what it had applied.
 */
final class Duplicates extends MeasuringFault {

  private static final int MOST = 300;
  private static final String REPEATS = "assay_inbox_repeats_total";

  private final Database told;
  private final boolean elsewhere;
  private final Random random;

  private Duplicates(Database told, boolean elsewhere) {
    this.told = told;
    this.elsewhere = elsewhere;
    this.random = new Random(name().hashCode());
  }

  static List<Duplicates> all() {
    return Stream.of(Database.values())
        .flatMap(told -> Stream.of(new Duplicates(told, false), new Duplicates(told, true)))
        .toList();
  }

  @Override
  public String name() {
    return "F9 duplicates of %s%s".formatted(told.topic(), elsewhere ? " on any partition" : "");
  }

  @Override
  public String part() {
    return Reader.of(told).getFirst().service();
  }

  @Override
  public int weight() {
    return 3;
  }

  @Override
  public Injection inject(Installation installation) {
    Map<Reader, Double> before = new HashMap<>();
    Reader.of(told).forEach(reader -> before.put(reader, repeats(installation, reader)));
    int sent;
    Map<TopicPartition, Long> after;
    try (Topics topics = new Topics(installation)) {
      Map<TopicPartition, Long> ends = topics.ends(List.of(told.topic()));
      // Only what every reader has had, so that each copy is a repeat to each of them.
      Reader.of(told).forEach(reader -> CatchingUp.of(topics, reader.service(), ends));
      List<Told> events = new ArrayList<>(Records.events(topics.between(Map.of(), ends)));
      Collections.shuffle(events, random);
      List<Told> chosen = events.subList(0, Math.min(MOST, events.size()));
      topics.sendAgain(
          chosen.stream()
              .map(event -> Topics.again(event.record(), partition(event, ends.size())))
              .toList());
      sent = chosen.size();
      after = topics.ends(List.of(told.topic()));
    }
    return Injection.of(() -> {}, () -> dropped(installation, before, sent, after));
  }

  private int partition(Told event, int partitions) {
    return elsewhere ? random.nextInt(partitions) : event.record().partition();
  }

  private void dropped(
      Installation installation,
      Map<Reader, Double> before,
      int sent,
      Map<TopicPartition, Long> after) {
    try (Topics topics = new Topics(installation)) {
      before.forEach(
          (reader, count) -> {
            CatchingUp.of(topics, reader.service(), after);
            long repeats = Math.round(repeats(installation, reader) - count);
            note(
                "%s: %d sent again, %d dropped as repeats by %s"
                    .formatted(name(), sent, repeats, reader.service()));
            Expected.that(
                repeats >= sent,
                "%s dropped %d of %d repeats".formatted(reader.service(), repeats, sent));
          });
    }
  }

  private double repeats(Installation installation, Reader reader) {
    return Metrics.sum(
        installation.part(reader.service()).address(), REPEATS, "topic=\"" + told.topic() + "\"");
  }
}
