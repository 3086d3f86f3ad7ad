package org.assay.registry.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.experiment.TrackingStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of runs: a row each with the latest value, and their points apart. Whatever a batch
 * holds, it is one statement.
 */
@ApplicationScoped
public class RunMetrics {

  /** The most metrics of one run. */
  public static final int MOST_METRICS = 10_000;

  /** The most points of one metric. */
  public static final long MOST_POINTS = 10_000_000;

  /** SQL of runs and of what each metric takes to show. */
  static final String WEIGHTS = "select run_id, 64 + octet_length(key) from run_metric";

  private static final String ADD =
      """
      with given as (
        select * from unnest(?::text[], ?::float8[], ?::bigint[], ?::bigint[])
                   as g (key, value, step, logged_at)),
      latest as (
        select distinct on (key) key, value, step, logged_at,
               count(*) over (partition by key) as points
          from given order by key, step desc, logged_at desc, value desc),
      kept as (
        insert into run_metric as m (run_id, experiment_id, key, value, step, logged_at, points)
        select ?, ?, key, value, step, logged_at, points from latest order by key
        on conflict (run_id, key) do update
          set points = m.points + excluded.points,
              (value, step, logged_at) =
                (select n.value, n.step, n.logged_at
                   from (values (m.value, m.step, m.logged_at),
                                (excluded.value, excluded.step, excluded.logged_at))
                          as n (value, step, logged_at)
                  order by n.step desc, n.logged_at desc, n.value desc limit 1)
        returning id, key, points, (xmax = 0) as fresh),
      written as (
        insert into metric_point (metric_id, logged_at, step, value)
        select k.id, g.logged_at, g.step, g.value from given g join kept k on k.key = g.key
        on conflict do nothing)
      select (select max(points) from kept),
             (select count(*) from run_metric where run_id = ?)
               + (select count(*) from kept where fresh)
      """;

  private static final String HISTORY =
      """
      select p.value, p.logged_at, p.step
        from metric_point p
       where p.metric_id = (select id from run_metric where run_id = ? and key = ?)
         and (p.logged_at, p.step, p.value) > (?, ?, ?)
       order by p.logged_at, p.step, p.value
       limit ?
      """;

  private static final String FIRST_HISTORY =
      HISTORY.replace("  and (p.logged_at, p.step, p.value) > (?, ?, ?)", "");

  private final DataSource database;

  RunMetrics(DataSource database) {
    this.database = database;
  }

  /**
   * Adds points, in the running transaction; one that stands there already is not added again.
   *
   * @throws ProblemException 422 {@code TOO_MANY_ENTRIES}
   */
  void add(Run run, List<Metric> metrics) {
    if (metrics.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setArray(1, array(connection, "text", metrics, Metric::key));
      insert.setArray(2, array(connection, "float8", metrics, Metric::value));
      insert.setArray(3, array(connection, "int8", metrics, Metric::step));
      insert.setArray(4, array(connection, "int8", metrics, Metric::loggedAt));
      insert.setObject(5, run.id());
      insert.setObject(6, run.experimentId());
      insert.setObject(7, run.id());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        requireWithin(row.getLong(1), MOST_POINTS, "points of one metric");
        requireWithin(row.getLong(2), MOST_METRICS, "metrics");
      }
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  /** Returns the latest values of at most a page's worth of runs, in order of keys. */
  public Map<UUID, List<Metric>> latest(Collection<UUID> runs) {
    Map<UUID, List<Metric>> found = new HashMap<>();
    if (runs.isEmpty()) {
      return found;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select run_id, key, value, logged_at, step from run_metric
                 where run_id = any(?) order by run_id, key
                """)) {
      query.setArray(1, connection.createArrayOf("uuid", runs.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found
              .computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
              .add(new Metric(row.getString(2), row.getDouble(3), row.getLong(4), row.getLong(5)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  /**
   * Returns points of a metric in order of time, step and value ({@code metric_point_pk}); none
   * where the run has no such metric.
   *
   * @param after the last point of the page before, null for the first page
   * @param limit the most points
   */
  public List<Metric> history(UUID run, String key, @Nullable Metric after, int limit) {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(after == null ? FIRST_HISTORY : HISTORY)) {
      int place = 1;
      query.setObject(place++, run);
      query.setString(place++, key);
      if (after != null) {
        query.setLong(place++, after.loggedAt());
        query.setLong(place++, after.step());
        query.setDouble(place++, after.value());
      }
      query.setInt(place, limit);
      List<Metric> points = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          points.add(new Metric(key, row.getDouble(1), row.getLong(2), row.getLong(3)));
        }
      }
      return points;
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  private static java.sql.Array array(
      Connection connection,
      String type,
      List<Metric> metrics,
      java.util.function.Function<Metric, Object> part)
      throws SQLException {
    return connection.createArrayOf(type, metrics.stream().map(part).toArray());
  }

  private static void requireWithin(long number, long most, String what) {
    if (number > most) {
      throw ProblemException.of(
          RegistryProblem.TOO_MANY_ENTRIES,
          "The run would have %d %s; at most %d are taken".formatted(number, what, most));
    }
  }
}
