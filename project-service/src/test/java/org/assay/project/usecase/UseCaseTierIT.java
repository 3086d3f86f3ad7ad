package org.assay.project.usecase;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.ClassificationDecided;
import org.assay.contracts.event.ClassificationExpired;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.TestKafka;
import org.assay.project.ProjectServiceTestCase;
import org.junit.jupiter.api.Test;

/** A use case shows the tier that review-service computed. */
@QuarkusTest
class UseCaseTierIT extends ProjectServiceTestCase {

  private static final Instant UNTIL = Instant.parse("2030-01-01T00:00:00Z");

  private final UUID model = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  private static UUID tell(String useCase, UUID model, String name, String tier, long position) {
    UUID id = UUID.randomUUID();
    try (TestEvents broker = new TestEvents(TestKafka.bootstrapServers())) {
      broker.send(
          "assay.review",
          TestEvents.event(EventTypes.CLASSIFICATION_DECIDED)
              .of(id, 1)
              .key(model)
              .at(position)
              .subject("model/%s/classification/%s".formatted(name, id))
              .data(
                  new ClassificationDecided(
                      id,
                      model,
                      UUID.fromString(useCase),
                      tier,
                      null,
                      List.of("A5=YES"),
                      "default/1",
                      false,
                      UNTIL,
                      null,
                      null)));
    }
    return id;
  }

  private static void expire(String useCase, UUID model, UUID id) {
    try (TestEvents broker = new TestEvents(TestKafka.bootstrapServers())) {
      broker.send(
          "assay.review",
          TestEvents.event(EventTypes.CLASSIFICATION_EXPIRED)
              .of(id, 2)
              .key(model)
              .subject("model/any/classification/" + id)
              .data(
                  new ClassificationExpired(
                      id, model, UUID.fromString(useCase), "HIGH", "default/1", "USE_CASE")));
    }
  }

  @Test
  void showsTheHighestTierOfItsModelsAsTheyWereClassifiedLast() {
    String key = projectOfTheLead();
    String id =
        as("lead")
            .contentType("application/json")
            .body(useCase())
            .post(PROJECTS + "/" + key + "/use-cases")
            .then()
            .statusCode(201)
            .body("tier", nullValue())
            .body("classifications", empty())
            .extract()
            .jsonPath()
            .getString("id");
    String path = key + "/use-cases/" + id;

    tell(id, model, key + ".denial", "LIMITED", 10);
    tell(id, other, key + ".price", "MINIMAL", 11);
    UUID grave = tell(id, model, key + ".denial", "HIGH", 12);

    await().untilAsserted(() -> read("auditor", path).body("tier", is("HIGH")));
    read("auditor", path)
        .body("classifications.model", contains(key + ".denial", key + ".price"))
        .body("classifications.tier", contains("HIGH", "MINIMAL"))
        .body("classifications.expired", contains(false, false))
        .body("classifications[0].questionnaire_version", is("default/1"))
        .body("classifications[0].valid_until", is(UNTIL.toString()));
    read("auditor", key + "/use-cases").body("items.tier", contains("HIGH"));

    expire(id, model, grave);
    await()
        .untilAsserted(
            () -> read("auditor", path).body("classifications.expired", contains(true, false)));
    read("auditor", path).body("tier", is("HIGH"));

    tell(id, model, key + ".denial", "MINIMAL", 13);
    await()
        .untilAsserted(
            () ->
                read("auditor", path).body("classifications.tier", contains("MINIMAL", "MINIMAL")));
  }
}
