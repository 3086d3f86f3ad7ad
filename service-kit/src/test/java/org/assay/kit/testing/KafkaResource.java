package org.assay.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;

/**
 * A real Kafka 4 for a {@code @QuarkusTest}: one broker a JVM, emptied at each start of Quarkus,
 * with the services' three topics.
 */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {

  private static final int PARTITIONS = 6;

  @Override
  public Map<String, String> start() {
    String bootstrapServers = TestKafka.bootstrapServers();
    TestKafka.wipe();
    TestKafka.create(PARTITIONS, List.of("assay.project", "assay.registry", "assay.review"));
    return Map.of(
        "kafka.bootstrap.servers",
        bootstrapServers,
        "assay.event.partitions",
        Integer.toString(PARTITIONS));
  }

  @Override
  public void stop() {
    // The broker serves the next profile's Quarkus too; a shutdown hook ends it.
  }
}
