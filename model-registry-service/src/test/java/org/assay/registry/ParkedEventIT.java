package org.assay.registry;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestKafka;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator can do with events that could not be applied. */
@QuarkusTest
class ParkedEventIT extends RegistryTestCase {

  private static final String OPERATIONS = "/api/v1/operations/model-registry-service";

  @Test
  void appliesWhatCameBeforeItsPredecessor() {
    Project project = new Project(freshKey(), UUID.randomUUID());
    try (TestEvents events = new TestEvents(TestKafka.bootstrapServers())) {
      events.send(
          PROJECT_TOPIC,
          project.member(EventTypes.MEMBER_ADDED, 2, "engineer", "CONTRIBUTOR", null));
      await().until(() -> parked(project).equals(List.of("PREDECESSOR_MISSING")));
      events.send(PROJECT_TOPIC, project.created());
    }

    await()
        .untilAsserted(
            () ->
                post(
                        "operator",
                        OPERATIONS + "/redrives",
                        Map.of("topic", PROJECT_TOPIC, "partition_key", project.id()))
                    .statusCode(200)
                    .body("parked", is(0)));

    awaitMember(project, "engineer");
    registered(project, "denial");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "engineer",
        "service-account-ci",
        "ethics-reviewer",
        "performance-reviewer",
        "lead",
        "auditor"
      })
  void isForThoseWhoRunTheServiceOnly(String account) {
    get(account, OPERATIONS + "/parked-events").statusCode(403);
    post(account, OPERATIONS + "/redrives", Map.of()).statusCode(403);
    post(account, OPERATIONS + "/discards", Map.of()).statusCode(403);
  }

  private static List<String> parked(Project project) {
    return get("admin", OPERATIONS + "/parked-events?limit=200")
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList(
            "items.findAll { it.partition_key == '%s' }.reason".formatted(project.id()),
            String.class);
  }
}
