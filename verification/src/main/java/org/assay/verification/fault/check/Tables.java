package org.assay.verification.fault.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Installation;

/** Reads the databases of an installation. */
final class Tables {

  private static final int FETCH = 5000;

  private final Installation installation;

  Tables(Installation installation) {
    this.installation = installation;
  }

  /** What a row says. */
  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  <T> List<T> rows(Database database, String query, Row<T> row) {
    try (Connection connection = installation.connect(database)) {
      connection.setAutoCommit(false); // lets the driver fetch in portions
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(FETCH);
        List<T> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(query)) {
          while (found.next()) {
            rows.add(row.of(found));
          }
        }
        return rows;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(query + " on " + database.label(), e);
    }
  }

  long number(Database database, String query) {
    return rows(database, query, row -> row.getLong(1)).getFirst();
  }

  Evidence.Log log(Database database) {
    return new Evidence.Log(
        rows(
            database,
            """
            select l.id, l.type, l.subject, l.aggregate_id, l.aggregate_version, p.position
              from event_log l left join event_position p on p.event_id = l.id
            """,
            row ->
                new Evidence.Event(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getString(3),
                    row.getObject(4, UUID.class),
                    row.getLong(5),
                    row.getLong(6))),
        number(database, "select count(*) from event_queue"),
        number(database, "select position from relay_cursor"));
  }

  Evidence.Applied applied(Database reader, Database source) {
    Map<UUID, Long> versions = new HashMap<>();
    rows(
            reader,
            "select aggregate_id, version from inbox_aggregate where topic = '%s'"
                .formatted(source.topic()),
            row -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
        .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
    return new Evidence.Applied(
        reader,
        source,
        versions,
        number(
            reader,
            "select count(*) from parked_event where topic = '%s'".formatted(source.topic())));
  }

  Map<UUID, Long> heads(Database database) {
    Map<UUID, Long> heads = new HashMap<>();
    rows(
            database,
            "select aggregate_id, max(aggregate_version) from event_log group by aggregate_id",
            row -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
        .forEach(entry -> heads.put(entry.getKey(), entry.getValue()));
    return heads;
  }

  Evidence.State state() {
    return new Evidence.State(
        rows(
            Database.PROJECT,
            "select id, key, name, revision from project",
            row ->
                new Evidence.Project(
                    row.getString(1), row.getString(2), row.getString(3), row.getLong(4))),
        rows(
            Database.PROJECT,
            """
            select p.key, m.subject, m.valid_until is null
              from member m join project p on p.id = m.project_id
            """,
            row -> new Evidence.Member(row.getString(1), row.getString(2), row.getBoolean(3))),
        rows(
            Database.REGISTRY,
            "select id, project_key || '.' || name, intended_use, revision from model",
            row ->
                new Evidence.Model(
                    row.getString(1), row.getString(2), row.getString(3), row.getLong(4))),
        rows(
            Database.REGISTRY,
            """
            select v.id, m.project_key || '.' || m.name, v.number, v.digest, v.state, v.round,
                   v.revision
              from model_version v join model m on m.id = v.model_id
            """,
            row ->
                new Evidence.Version(
                    row.getString(1),
                    row.getString(2),
                    row.getInt(3),
                    row.getString(4),
                    row.getString(5),
                    row.getInt(6),
                    row.getLong(7))),
        rows(
            Database.REVIEW,
            "select id, version_id, round, state from assessment",
            row ->
                new Evidence.Assessment(
                    row.getString(1), row.getString(2), row.getInt(3), row.getString(4))),
        rows(
            Database.REVIEW,
            "select id, version_id, round, type, state from review",
            row ->
                new Evidence.Review(
                    row.getString(1),
                    row.getString(2),
                    row.getInt(3),
                    row.getString(4),
                    row.getString(5))),
        rows(
            Database.REVIEW,
            "select review_id, subject from review_assignee",
            row -> new Evidence.Assignment(row.getString(1), row.getString(2))),
        rows(
            Database.REVIEW,
            "select id, review_id, decision from review_decision",
            row -> new Evidence.Decision(row.getString(1), row.getString(2), row.getString(3))),
        rows(
            Database.REVIEW,
            "select id, version_id, environment, revocation_id is null from release_decision",
            row ->
                new Evidence.Release(
                    row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4))),
        rows(
            Database.REVIEW,
            "select id, version_id from proposal",
            row -> new Evidence.Proposal(row.getString(1), row.getString(2))),
        rows(
            Database.REVIEW,
            "select id, version_id from revocation",
            row -> new Evidence.Revocation(row.getString(1), row.getString(2))));
  }
}
