package org.assay.verification.fault.topic;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.assay.local.PartFailed;
import org.assay.verification.fault.Injection;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.MeasuringFault;

/** F9: a reader is set back to offset 0 of every partition and reads all of it again. */
final class Replay extends MeasuringFault {

  private final Reader reader;

  private Replay(Reader reader) {
    this.reader = reader;
  }

  static List<Replay> all() {
    return Reader.ALL.stream().map(Replay::new).toList();
  }

  @Override
  public String name() {
    return "F9 replay to %s from offset 0".formatted(reader.service());
  }

  @Override
  public String part() {
    return reader.service();
  }

  @Override
  public int weight() {
    return 2;
  }

  @Override
  public Injection inject(Installation installation) {
    installation.part(reader.service()).stop();
    Projections before = projections(installation);
    AtomicLong began = new AtomicLong();
    AtomicReference<Map<TopicPartition, Long>> ends = new AtomicReference<>(Map.of());
    return Injection.of(
        () -> {
          ends.set(fromTheStart(installation));
          began.set(System.nanoTime());
        },
        () -> readAgain(installation, before, ends.get(), began.get()));
  }

  private Map<TopicPartition, Long> fromTheStart(Installation installation) {
    try (Topics topics = new Topics(installation)) {
      Map<TopicPartition, Long> ends = topics.ends(reader.topics());
      Map<TopicPartition, Long> start = new HashMap<>();
      ends.keySet().forEach(partition -> start.put(partition, 0L));
      topics.move(reader.service(), start);
      installation.part(reader.service()).start();
      return ends;
    }
  }

  private void readAgain(
      Installation installation, Projections before, Map<TopicPartition, Long> ends, long began) {
    try (Topics topics = new Topics(installation);
        Operator operator = new Operator(installation)) {
      CatchingUp.of(topics, reader.service(), ends);
      double seconds = (System.nanoTime() - began) / 1e9;
      operator.discardAll(reader.service()); // poison of an earlier fault came again
      operator.redriveAll(reader.service());
      long repeats =
          Math.round(
              Metrics.sum(
                  installation.part(reader.service()).address(), "assay_inbox_repeats_total"));
      Projections.Comparison comparison = before.compare(projections(installation));
      note(
          "%s: %d records in %.1f s, %d repeats dropped, copies of %d things as before"
              .formatted(
                  name(),
                  ends.values().stream().mapToLong(Long::longValue).sum(),
                  seconds,
                  repeats,
                  comparison.compared()));
      Expected.that(
          comparison.differing() == 0,
          "a replay changed %d copies of %s: %s"
              .formatted(comparison.differing(), reader.service(), comparison.example()));
    }
  }

  private Projections projections(Installation installation) {
    try (Connection connection = installation.connect(reader.database())) {
      return Projections.of(connection, reader);
    } catch (SQLException e) {
      throw new PartFailed("The database of " + reader.service() + " does not answer", e);
    }
  }
}
