package org.assay.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.MemberChanged;
import org.assay.contracts.event.ProjectChanged;
import org.assay.kit.testing.Tokens;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProjectEventsIT extends ProjectServiceTestCase {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @Test
  void tellsEveryChangeOnTheTopicInOrderUnderTheProjectsId() throws IOException {
    String key = projectOfTheLead();
    addMember("lead", key, "engineer", "CONTRIBUTOR").statusCode(201);
    patch("lead", key + "/members/engineer", 3, Map.of("role", "OWNER")).statusCode(200);
    patch("lead", key, 4, Map.of("unit", "risk")).statusCode(200);
    as("lead")
        .header("If-Match", 4)
        .delete(PROJECTS + "/" + key + "/members/engineer")
        .then()
        .statusCode(204);
    act("lead", key + "/closures", 6, "Done").statusCode(201);
    UUID id = UUID.fromString(read("lead", key).extract().jsonPath().getString("id"));

    List<JsonNode> events = eventsOf(id, 7);

    assertThat(events)
        .extracting(event -> event.path("type").asText())
        .containsExactly(
            EventTypes.PROJECT_CREATED,
            EventTypes.MEMBER_ADDED,
            EventTypes.MEMBER_ADDED,
            EventTypes.MEMBER_ROLE_CHANGED,
            EventTypes.PROJECT_UPDATED,
            EventTypes.MEMBER_REMOVED,
            EventTypes.PROJECT_CLOSED);
    assertThat(events)
        .extracting(event -> event.path("aggregateversion").asLong())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.path("source").asText()).isEqualTo("/assay/project-service");
              assertThat(event.path("actor").asText()).isEqualTo(Tokens.subject("lead"));
            });
    ProjectChanged closed = data(events.getLast(), ProjectChanged.class);
    assertThat(closed.key()).isEqualTo(key);
    assertThat(closed.unit()).isEqualTo("risk");
    assertThat(closed.ownerId()).isEqualTo(Tokens.subject("lead"));
    assertThat(closed.state()).isEqualTo("CLOSED");
    assertThat(closed.reasonDigest()).startsWith("sha256:");
    MemberChanged removed = data(events.get(5), MemberChanged.class);
    assertThat(removed.subject()).isEqualTo(Tokens.subject("engineer"));
    assertThat(removed.unit()).isEqualTo("credit");
    assertThat(removed.until()).isAfterOrEqualTo(removed.from());
  }

  private List<JsonNode> eventsOf(UUID projectId, int count) {
    List<JsonNode> events = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor("assay.project").stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                for (ConsumerRecord<String, byte[]> record :
                    consumer.poll(Duration.ofMillis(200))) {
                  if (projectId.toString().equals(record.key())) {
                    events.add(EventJson.mapper().readTree(record.value()));
                  }
                }
                return events.size() >= count;
              });
    }
    return events;
  }

  private static <T> T data(JsonNode event, Class<T> payload) throws IOException {
    return EventJson.mapper().treeToValue(event.path("data"), payload);
  }
}
