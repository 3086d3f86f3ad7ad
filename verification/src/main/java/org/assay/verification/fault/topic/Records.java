package org.assay.verification.fault.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.assay.verification.fault.Fault;

/** Looks into records that services told, to send them again in other ways. */
final class Records {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Records() {}

  /**
   * An event as a service told it.
   *
   * @param thing what it is about
   * @param version that thing's version after it
   */
  record Told(ConsumerRecord<byte[], byte[]> record, String key, String thing, long version) {}

  /** The events among records, without watermarks and without what a fault has sent. */
  static List<Told> events(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().flatMap(record -> event(record).stream()).toList();
  }

  private static Optional<Told> event(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null
        || record.key() == null
        || record.headers().lastHeader(Fault.HEADER) != null) {
      return Optional.empty();
    }
    try {
      JsonNode event = JSON.readTree(record.value());
      return event.path("aggregateversion").isNumber() && event.hasNonNull("partitionkey")
          ? Optional.of(
              new Told(
                  record,
                  event.path("partitionkey").asText(),
                  event.path("aggregateid").asText(),
                  event.path("aggregateversion").asLong()))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // somebody's poison
    }
  }

  /**
   * Puts, for every key that allows it, one event before its predecessor. All others of that key
   * stay in their order, for that is what tells a reader that it misses something.
   */
  static Wrong wrongOrder(List<Told> told, Random random) {
    Map<TopicPartition, List<Told>> byPartition = new LinkedHashMap<>();
    for (Told event : told) {
      TopicPartition partition =
          new TopicPartition(event.record().topic(), event.record().partition());
      byPartition.computeIfAbsent(partition, _ -> new ArrayList<>()).add(event);
    }
    int moved = 0;
    List<Told> all = new ArrayList<>();
    for (List<Told> order : byPartition.values()) {
      for (String key : order.stream().map(Told::key).distinct().toList()) {
        moved += swap(order, key, random) ? 1 : 0;
      }
      all.addAll(order);
    }
    return new Wrong(all, moved);
  }

  /** Events in an order in which so many come before their predecessor. */
  record Wrong(List<Told> order, int moved) {}

  private static boolean swap(List<Told> order, String key, Random random) {
    List<int[]> pairs = new ArrayList<>();
    for (int later = 0; later < order.size(); later++) {
      Told event = order.get(later);
      for (int earlier = 0; event.key().equals(key) && earlier < later; earlier++) {
        Told before = order.get(earlier);
        if (before.thing().equals(event.thing()) && before.version() == event.version() - 1) {
          pairs.add(new int[] {earlier, later});
        }
      }
    }
    if (pairs.isEmpty()) {
      return false;
    }
    int[] pair = pairs.get(random.nextInt(pairs.size()));
    Collections.rotate(order.subList(pair[0], pair[1] + 1), 1);
    return true;
  }
}
