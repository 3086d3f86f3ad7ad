package org.assay.registry.loggedmodel;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.experiment.TrackingStoreException;
import org.assay.registry.run.Metric;
import org.assay.registry.run.Run;

/** What runs measured on logged models: the latest value for a run, a metric and a data set. */
@ApplicationScoped
public class Measurements {

  /** SQL of logged models and of what each measurement takes to show. */
  static final String WEIGHTS =
      """
      select model_id, 128 + octet_length(key) + octet_length(dataset_name)
                       + octet_length(dataset_digest)
        from logged_model_metric
      """;

  private static final int MOST_MODELS = 50;
  private static final int MOST_OF_A_MODEL = 10_000;

  private static final String ADD =
      """
      with given as (
        select distinct on (model_id, key, dataset_name, dataset_digest) *
          from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::float8[], ?::bigint[],
                      ?::bigint[])
            as g (model_id, key, dataset_name, dataset_digest, value, step, logged_at)
         order by model_id, key, dataset_name, dataset_digest, step desc, logged_at desc, value desc)
      insert into logged_model_metric as m
        (model_id, experiment_id, key, run_id, dataset_name, dataset_digest, value, step, logged_at)
      select g.model_id, l.experiment_id, g.key, ?, g.dataset_name, g.dataset_digest, g.value,
             g.step, g.logged_at
        from given g join logged_model l on l.id = g.model_id
       order by g.model_id, g.key, g.dataset_name, g.dataset_digest
      on conflict (model_id, key, run_id, dataset_name, dataset_digest) do update
        set value = excluded.value, step = excluded.step, logged_at = excluded.logged_at
        where (m.step, m.logged_at, m.value)
            < (excluded.step, excluded.logged_at, excluded.value)
      """;

  private static final String FULL =
      """
      select model_id from logged_model_metric where model_id = any(?)
       group by model_id having count(*) > ? limit 1
      """;

  private static final String OF_MODELS =
      """
      select model_id, key, value, logged_at, step, run_id, dataset_name, dataset_digest
        from logged_model_metric where model_id = any(?)
       order by model_id, key, run_id, dataset_name, dataset_digest
      """;

  private final DataSource database;
  private final VisibleLoggedModels visible;

  Measurements(DataSource database, VisibleLoggedModels visible) {
    this.database = database;
    this.visible = visible;
  }

  /**
   * Keeps what a run measured, in the running transaction.
   *
   * @param run a run that the caller may log to
   * @throws ProblemException 404 {@code LOGGED_MODEL_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 422
   *     {@code VALIDATION_FAILED}, or {@code TOO_MANY_ENTRIES} where there are too many, or of too
   *     many logged models at once
   */
  public void add(Run run, List<Measurement> measured, Caller caller) {
    if (measured.isEmpty()) {
      return;
    }
    measured.forEach(Measurement::check);
    TreeSet<UUID> models =
        measured.stream().map(Measurement::model).collect(Collectors.toCollection(TreeSet::new));
    if (models.size() > MOST_MODELS) {
      throw tooMany(
          "Metrics of %d logged models were sent; at most %d are taken at once"
              .formatted(models.size(), MOST_MODELS));
    }
    models.forEach(model -> visible.toLog(model, caller));
    try (Connection connection = database.getConnection()) {
      insert(connection, run, measured);
      requireWithin(connection, models);
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  /** Returns what was measured on each of at most a page's worth of logged models. */
  public Map<UUID, List<Kept>> of(Collection<UUID> models) {
    Map<UUID, List<Kept>> found = new HashMap<>();
    if (models.isEmpty()) {
      return found;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(OF_MODELS)) {
      query.setArray(1, connection.createArrayOf("uuid", models.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Kept kept = kept(row);
          found.computeIfAbsent(kept.what().model(), _ -> new ArrayList<>()).add(kept);
        }
      }
      return found;
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  private static void insert(Connection connection, Run run, List<Measurement> measured)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD)) {
      insert.setArray(1, array(connection, "uuid", measured, Measurement::model));
      insert.setArray(2, array(connection, "text", measured, one -> one.metric().key()));
      insert.setArray(3, array(connection, "text", measured, Measurement::datasetName));
      insert.setArray(4, array(connection, "text", measured, Measurement::datasetDigest));
      insert.setArray(5, array(connection, "float8", measured, one -> one.metric().value()));
      insert.setArray(6, array(connection, "int8", measured, one -> one.metric().step()));
      insert.setArray(7, array(connection, "int8", measured, one -> one.metric().loggedAt()));
      insert.setObject(8, run.id());
      insert.executeUpdate();
    }
  }

  private static void requireWithin(Connection connection, Collection<UUID> models)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(FULL)) {
      query.setArray(1, connection.createArrayOf("uuid", models.toArray()));
      query.setInt(2, MOST_OF_A_MODEL);
      try (ResultSet row = query.executeQuery()) {
        if (row.next()) {
          throw tooMany("A logged model keeps at most %d metrics".formatted(MOST_OF_A_MODEL));
        }
      }
    }
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        new Measurement(
            row.getObject("model_id", UUID.class),
            new Metric(
                row.getString("key"),
                row.getDouble("value"),
                row.getLong("logged_at"),
                row.getLong("step")),
            row.getString("dataset_name"),
            row.getString("dataset_digest")),
        row.getObject("run_id", UUID.class));
  }

  private static ProblemException tooMany(String detail) {
    return ProblemException.of(RegistryProblem.TOO_MANY_ENTRIES, detail);
  }

  private static Array array(
      Connection connection,
      String type,
      List<Measurement> measured,
      Function<Measurement, Object> part)
      throws SQLException {
    return connection.createArrayOf(type, measured.stream().map(part).toArray());
  }

  /**
   * A measurement that is kept.
   *
   * @param what the number, and on what
   * @param run the run that measured it
   */
  public record Kept(Measurement what, UUID run) {}
}
