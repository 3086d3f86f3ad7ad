package org.assay.benchmarks.suite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assay.benchmarks.load.Shot;
import org.assay.benchmarks.stack.Database;

/**
 * Takes versions through reviews to a release, each step for all of them at once and through the
 * gateway. What the next step needs to know is read from the databases, to spare the requests.
 */
final class ReleasedVersions {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Bench bench;
  private final Population population;
  private final Database database;

  ReleasedVersions(Bench bench, Population population) {
    this.bench = bench;
    this.population = population;
    this.database = bench.stack().database();
  }

  /** Releases them to production. */
  void release(List<RegisteredVersion> versions) {
    bench.tell("releasing " + versions.size() + " versions");
    String engineer = bench.stack().token("engineer");
    population.all(versions.size(), i -> submission(versions.get(i), engineer));
    await("review", "review", "REQUESTED", versions, 2L * versions.size());
    approve("ETHICS", "ethics-reviewer", versions);
    approve("PERFORMANCE", "performance-reviewer", versions);
    await("registry", "model_version", "APPROVED", versions, versions.size());
    await("review", "version_copy", "APPROVED", versions, versions.size());
    String lead = bench.stack().token("lead");
    List<Row> approved =
        rows("registry", "select id, revision from model_version where id = any (?)", versions);
    List<String> paths = approved.stream().map(row -> pathOf(row.id(), versions)).toList();
    population.all(
        approved.size(),
        i ->
            Shot.post(
                    paths.get(i) + "/releases",
                    lead,
                    Population.key(),
                    "{\"environment\":\"production\"}")
                .with("If-Match", quoted(approved.get(i).revision())));
    await("registry", "model_version", "RELEASED", versions, versions.size());
  }

  static Shot submission(RegisteredVersion version, String token) {
    return Shot.post(version.path() + "/submissions", token, Population.key(), "{}")
        .with("If-Match", quoted(version.revision()));
  }

  private void approve(String type, String reviewer, List<RegisteredVersion> versions) {
    String token = bench.stack().token(reviewer);
    String query =
        "select id, revision from review where version_id = any (?) and type = '" + type + "'";
    List<Row> open = rows("review", query, versions);
    population.all(
        open.size(),
        i ->
            Shot.post(
                "/api/v1/reviews/" + open.get(i).id() + "/assignments",
                token,
                Population.key(),
                "{}"));
    List<Row> claimed = rows("review", query, versions);
    population.all(
        claimed.size(),
        i ->
            Shot.post(
                    "/api/v1/reviews/" + claimed.get(i).id() + "/decisions",
                    token,
                    Population.key(),
                    "{\"decision\":\"APPROVED\",\"reason\":\"As the benchmark asks\"}")
                .with("If-Match", quoted(claimed.get(i).revision())));
  }

  private void await(
      String service, String table, String state, List<RegisteredVersion> versions, long count) {
    String column = table.equals("review") ? "version_id" : "id";
    String query =
        "select id, 0 from %s where %s = any (?) and state = '%s'".formatted(table, column, state);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (rows(service, query, versions).size() < count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "not all of %d in %s came to %s".formatted(count, table, state));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private List<Row> rows(String service, String query, List<RegisteredVersion> versions) {
    List<Row> rows = new ArrayList<>();
    try (Connection connection = database.connect(service);
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(
          1,
          connection.createArrayOf("uuid", versions.stream().map(RegisteredVersion::id).toArray()));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(new Row(found.getObject(1, UUID.class), found.getLong(2)));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(query + ": " + e.getMessage(), e);
    }
  }

  private static String pathOf(UUID id, List<RegisteredVersion> versions) {
    return versions.stream()
        .filter(version -> version.id().equals(id))
        .findFirst()
        .orElseThrow()
        .path();
  }

  private static String quoted(long revision) {
    return "\"" + revision + "\"";
  }

  private record Row(UUID id, long revision) {}
}
