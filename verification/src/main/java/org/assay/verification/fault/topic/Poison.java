package org.assay.verification.fault.topic;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Injection;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.MeasuringFault;
import org.assay.verification.fault.Pause;
import org.assay.verification.fault.topic.Operator.Parked;

/**
 * F10: records that nobody can apply, one of each kind, in the partition of a thing that is watched
 * and with its key or another's. The partition goes on, each is parked for its reason and counted,
 * what depends on the key is denied until an operator gives the records up.
 */
final class Poison extends MeasuringFault {

  private static final Duration BLOCKED_AT_MOST = Duration.ofSeconds(10);

  /** A busy machine is given more, by what an event took on it before any bad one. */
  private static final int TIMES_USUAL = 10;

  private static final String PARKED = "assay_inbox_parked_total";

  private final Database told;

  private Poison(Database told) {
    this.told = told;
  }

  static List<Poison> all() {
    return Stream.of(Database.values()).map(Poison::new).toList();
  }

  @Override
  public String name() {
    return "F10 poison in " + told.topic();
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
    try (Operator operator = new Operator(installation);
        Topics topics = new Topics(installation)) {
      Probe healthy = Probe.of(installation, operator, told);
      Probe poisoned = Probe.of(installation, operator, told);
      poisoned.submitted();
      Map<Reader, Duration> usual = new HashMap<>();
      for (Reader reader : Reader.of(told)) {
        Duration first = healthy.nextEvent(told, reader);
        Duration second = poisoned.nextEvent(told, reader);
        usual.put(reader, first.compareTo(second) > 0 ? first : second);
      }
      expectFacts(operator, poisoned, "SATISFIED");
      topics.allowLargeRecords(told.topic());
      int partitions = topics.ends(List.of(told.topic())).size();
      int partition = partition(healthy.keyOfEvents(), partitions);
      Map<PoisonKind, RecordMetadata> sent = new EnumMap<>(PoisonKind.class);
      Map<Reader, Double> counted = counted(installation);
      for (PoisonKind kind : PoisonKind.values()) {
        sent.put(kind, topics.send(kind.record(told, partition, poisoned.keyOfEvents())));
      }
      for (Reader reader : Reader.of(told)) {
        Duration blocked = healthy.nextEvent(told, reader);
        note(
            "%s: the next good event was applied by %s %.2f s after %d bad ones"
                .formatted(name(), reader.service(), blocked.toMillis() / 1e3, sent.size()));
        Expected.that(
            blocked.compareTo(atMost(usual.getOrDefault(reader, Duration.ZERO))) < 0,
            "%s blocked its partition in %s for %s".formatted(name(), reader.service(), blocked));
      }
      return Injection.of(() -> {}, () -> recover(installation, poisoned, sent, counted));
    }
  }

  private static Duration atMost(Duration usual) {
    Duration scaled = usual.multipliedBy(TIMES_USUAL);
    return scaled.compareTo(BLOCKED_AT_MOST) > 0 ? scaled : BLOCKED_AT_MOST;
  }

  private void recover(
      Installation installation,
      Probe probe,
      Map<PoisonKind, RecordMetadata> sent,
      Map<Reader, Double> before) {
    try (Operator operator = new Operator(installation);
        Topics topics = new Topics(installation)) {
      Probe poisoned = probe.by(operator);
      Map<TopicPartition, Long> ends = topics.ends(List.of(told.topic()));
      for (Reader reader : Reader.of(told)) {
        CatchingUp.of(topics, reader.service(), ends);
        List<Parked> ours = ours(operator.parked(reader.service()), sent);
        expectReasons(reader, ours, sent);
        double rise = counted(installation, reader) - before.getOrDefault(reader, 0.0);
        Expected.that(
            rise >= ours.size(),
            "%s parked %d and counted %.0f".formatted(reader.service(), ours.size(), rise));
      }
      // The registry decides nothing on its copies of reviews.
      expectFacts(operator, poisoned, told == Database.REVIEW ? "SATISFIED" : "ERROR");
      for (Reader reader : Reader.of(told)) {
        ours(operator.parked(reader.service()), sent)
            .forEach(parked -> operator.discard(reader.service(), parked));
        operator.redriveAll(reader.service());
        poisoned.nextEvent(told, reader);
      }
      expectFacts(operator, poisoned, "SATISFIED");
    }
  }

  private void expectReasons(
      Reader reader, List<Parked> parked, Map<PoisonKind, RecordMetadata> sent) {
    List<String> wrong = new ArrayList<>();
    sent.forEach(
        (kind, at) -> {
          String reason =
              parked.stream()
                  .filter(one -> one.partition() == at.partition() && one.offset() == at.offset())
                  .map(Parked::reason)
                  .findFirst()
                  .orElse("");
          if (!reason.equals(kind.reason().orElse(""))) {
            wrong.add("%s is parked for '%s'".formatted(kind.label(), reason));
          }
        });
    Expected.that(wrong.isEmpty(), "In %s: %s".formatted(reader.service(), wrong));
    note(
        "%s: %d of %d parked by %s, each for its reason"
            .formatted(name(), parked.size(), sent.size(), reader.service()));
  }

  /** What the gate decides on a key's copies reads ERROR while something of that key is parked. */
  private static void expectFacts(Operator operator, Probe probe, String state) {
    Request request =
        Request.get(
            Operator.ENGINEER,
            "/api/v1/models/%s/versions/1/requirements".formatted(probe.model()));
    boolean so =
        Pause.until(
            Duration.ofSeconds(30),
            () ->
                operator
                    .asked(request)
                    .map(answer -> factsReadable(answer).equals(state))
                    .orElse(false));
    Expected.that(so, "facts-readable of %s is not %s".formatted(request.path(), state));
  }

  private static String factsReadable(Answer answer) {
    for (JsonNode requirement : answer.body().path("requirements")) {
      if (requirement.path("key").asText().equals("facts-readable")) {
        return requirement.path("state").asText();
      }
    }
    return "";
  }

  private List<Parked> ours(List<Parked> parked, Map<PoisonKind, RecordMetadata> sent) {
    return parked.stream()
        .filter(one -> one.topic().equals(told.topic()))
        .filter(
            one ->
                sent.values().stream()
                    .anyMatch(
                        at -> at.partition() == one.partition() && at.offset() == one.offset()))
        .toList();
  }

  private Map<Reader, Double> counted(Installation installation) {
    Map<Reader, Double> counted = new HashMap<>();
    Reader.of(told).forEach(reader -> counted.put(reader, counted(installation, reader)));
    return counted;
  }

  private double counted(Installation installation, Reader reader) {
    return Metrics.sum(
        installation.part(reader.service()).address(), PARKED, "topic=\"" + told.topic() + "\"");
  }

  /** As the producers choose it. Source: Kafka's BuiltInPartitioner. */
  private static int partition(UUID key, int partitions) {
    byte[] bytes = key.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }
}
