package org.assay.registry.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.registry.dataset.DatasetTestCase;
import org.assay.registry.version.Reviews;
import org.junit.jupiter.api.Test;

/** Whatever comes from a revoked version is told of, once. */
@QuarkusTest
class AncestorRevocationsIT extends DatasetTestCase {

  @Inject DataSource database;

  @Inject EventLog log;

  @Test
  void tellsOfEveryDescendantOfARevokedVersion() throws SQLException {
    String model = registered(project(), "denial");
    register(model, List.of());
    register(model, List.of(from("FINE_TUNED_FROM", model, 1)));
    register(model, List.of(from("DISTILLED_FROM", model, 2)));
    register(model, List.of());
    String base = versions(model) + "/1";
    act("engineer", base + "/submissions", 2).statusCode(201);
    try (Reviews reviews = new Reviews(get("engineer", base).extract().jsonPath())) {
      reviews.opened(1);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      reviews.released(1, "production", "RELEASED");
      reviews.revoked(1);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> get("engineer", base).body("state", is("REVOKED")));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(flagged(base)).containsExactlyInAnyOrder(2, 3));
    register(model, List.of(from("AGGREGATED_FROM", model, 3)));

    assertThat(flagged(base)).containsExactlyInAnyOrder(2, 3, 5);
    act("engineer", versions(model) + "/5/submissions", 2).statusCode(201);
    assertThat(flagged(base)).hasSize(3);
  }

  /** The numbers of the versions that were told of, each by its event. */
  private List<Integer> flagged(String base) throws SQLException {
    String ancestor = get("auditor", base).extract().jsonPath().getString("id");
    List<Integer> numbers = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select f.id, v.number, cast(f.revocation_id as text)
                  from version_revoked_ancestor f join model_version v on v.id = f.version_id
                 where f.ancestor_id = ?
                """)) {
      query.setObject(1, UUID.fromString(ancestor));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          LoggedEvent told = log.history(row.getObject(1, UUID.class), 0, 10).getFirst();
          assertThat(told.type()).isEqualTo(EventTypes.VERSION_ANCESTOR_REVOKED);
          assertThat(told.data().path("ancestor_id").asText()).isEqualTo(ancestor);
          assertThat(told.data().path("revocation_id").asText()).isEqualTo(row.getString(3));
          numbers.add(row.getInt(2));
        }
      }
    }
    return numbers;
  }

  private static void register(String model, List<Map<String, Object>> lineage) {
    Map<String, Object> asked = version();
    asked.put("lineage", lineage);
    post("engineer", versions(model), asked).statusCode(201);
  }
}
