package org.assay.kit.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates a service's topic where it is missing. */
final class RelayTopic {

  private static final int SECONDS = 4;

  private RelayTopic() {}

  /**
   * Creates the topic with the configured partitions, the broker's replication, and unlimited
   * retention, for readers may start from its beginning. An existing topic stays as it is.
   */
  static void ensure(RelaySettings settings)
      throws ExecutionException, TimeoutException, InterruptedException {
    NewTopic topic =
        new NewTopic(settings.topic(), Optional.of(settings.partitions()), Optional.empty())
            .configs(Map.of("retention.ms", "-1", "retention.bytes", "-1"));
    Map<String, Object> admin =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS * 1000,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, SECONDS * 500);
    try (Admin client = Admin.create(admin)) {
      client.createTopics(List.of(topic)).all().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
