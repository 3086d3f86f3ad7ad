package org.assay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.kit.testing.TestEvents.Draft;
import org.junit.jupiter.api.Test;

/** Repeats and a replay from the start leave what is known here as it was. */
@QuarkusTest
class ReplayIT extends ReviewTestCase {

  private static final List<String> TABLES =
      List.of(
          "model_copy",
          "version_copy",
          "contributor",
          "assessment",
          "review",
          "review_decision",
          "release_decision");

  @Inject DataSource dataSource;

  private List<String> rows(UUID versionId, UUID modelId) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        String key =
            switch (table) {
              case "model_copy" -> "id = '%s'".formatted(modelId);
              case "version_copy" -> "id = '%s'".formatted(versionId);
              case "review_decision" ->
                  "review_id in (select id from review where version_id = '%s')"
                      .formatted(versionId);
              default -> "version_id = '%s'".formatted(versionId);
            };
        try (ResultSet found =
            statement.executeQuery(
                "select '%s ' || row_to_json(t) from %s t where %s order by 1"
                    .formatted(table, table, key))) {
          while (found.next()) {
            all.add(found.getString(1));
          }
        }
      }
    }
    return all;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void changesNothingByARepeatOrAReplay() throws SQLException {
    String key = freshKey();
    UUID project = project(key);
    Subject subject =
        new Subject(
            project,
            UUID.randomUUID(),
            key + ".denial",
            1,
            Subject.freshDigest(),
            List.of("engineer"),
            "engineer");
    List<Draft> story =
        List.of(
            subject.modelCreated(),
            subject.drafted(),
            subject.registered(),
            subject.submitted("engineer"));
    tell(REGISTRY, story);
    fresh();
    await()
        .untilAsserted(
            () ->
                get("auditor", REVIEWS + "?model={m}", subject.model())
                    .body("items.size()", is(2)));
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
    List<String> before = rows(subject.versionId(), subject.modelId());
    long events = count("select count(*) from event_log");

    tell(REGISTRY, story);
    Subject marker = registered();
    assertThat(rows(subject.versionId(), subject.modelId())).isEqualTo(before);

    // As after a loss of what was noted of the topic: every event is new, every effect is old.
    execute("delete from inbox");
    execute(
        "delete from inbox_aggregate where aggregate_id in ('%s', '%s')"
            .formatted(subject.versionId(), subject.modelId()));
    tell(REGISTRY, story);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        count(
                            "select count(*) from inbox_aggregate where version = 3"
                                + " and aggregate_id = '%s'".formatted(subject.versionId())))
                    .isEqualTo(1));
    assertThat(rows(subject.versionId(), subject.modelId())).isEqualTo(before);
    assertThat(count("select count(*) from event_log")).isEqualTo(events);
    assertThat(marker.versionId()).isNotEqualTo(subject.versionId());
  }

  @Test
  void ownsNoMoreThanItNeeds() throws SQLException {
    assertThat(
            count(
                "select count(*) from information_schema.table_privileges where grantee ="
                    + " current_user and privilege_type in ('UPDATE', 'DELETE') and table_name in"
                    + " ('event_log', 'policy_version', 'contributor', 'revocation',"
                    + " 'review_decision', 'release_decision', 'note', 'assessment', 'review', 'evidence')"))
        .isZero();
  }
}
