package org.assay.registry.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.dataset.DataUses;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.TrackingStoreException;

/** The data that runs say they read; a description is kept once for an experiment. */
@ApplicationScoped
public class RunDatasets {

  /** The most data sets that a request may name. */
  public static final int MOST = 1_000;

  /** The most characters that the descriptions of all data sets of a run have together. */
  static final long MOST_CHARACTERS = 250_000;

  /** SQL of runs and of what each data set takes to show. */
  static final String WEIGHTS =
      """
      select r.run_id, 256 + octet_length(d.source) + coalesce(octet_length(d.schema), 0)
                       + coalesce(octet_length(d.profile), 0) + octet_length(cast(r.tags as text))
        from run_dataset r join input_dataset d on d.id = r.dataset_id
      """;

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<List<Entry>> ENTRIES = new TypeReference<>() {};

  private static final String ADD_DESCRIPTION =
      """
      insert into input_dataset (experiment_id, name, digest, source_type, source, schema, profile)
      values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
      """;

  private static final String ADD_USE =
      """
      insert into run_dataset (run_id, dataset_id, tags)
      select ?, id, ?::jsonb from input_dataset
       where experiment_id = ? and name = ? and digest = ?
      on conflict do nothing
      """;

  private static final String HELD =
      """
      select count(*), coalesce(sum(length(d.source) + coalesce(length(d.schema), 0)
                                    + coalesce(length(d.profile), 0)), 0)
        from run_dataset r join input_dataset d on d.id = r.dataset_id where r.run_id = ?
      """;

  private static final String OF_RUNS =
      """
      select r.run_id, d.name, d.digest, d.source_type, d.source, d.schema, d.profile, r.tags
        from run_dataset r join input_dataset d on d.id = r.dataset_id
       where r.run_id = any(?) order by r.run_id, d.name, d.digest
      """;

  private static final String REGISTERED =
      """
      select i.name as input, i.digest, d.id, d.name, d.version, d.state
        from run_dataset r
        join run o on o.id = r.run_id
        join input_dataset i on i.id = r.dataset_id
        %s
       where r.run_id = ? order by i.name, i.digest, d.name, d.version
      """
          .formatted(DataUses.REGISTERED);

  private final DataSource database;
  private final VisibleRuns visible;
  private final DataUses uses;

  RunDatasets(DataSource database, VisibleRuns visible, DataUses uses) {
    this.database = database;
    this.visible = visible;
    this.uses = uses;
  }

  /**
   * Says what a run read, in the running transaction; what it said before stays as it was.
   *
   * @throws ProblemException 404 {@code RUN_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409 {@code
   *     RUN_DELETED} or {@code RUN_FIXED}, 422 {@code VALIDATION_FAILED}
   */
  public void add(UUID runId, List<InputDataset> datasets, Caller caller) {
    if (datasets.size() > MOST) {
      throw ProblemException.invalid(
          "/datasets",
          "TOO_MANY",
          "%d datasets were sent; at most %d are taken at once".formatted(datasets.size(), MOST));
    }
    datasets.forEach(InputDataset::check);
    Run run = visible.toMeasure(runId, caller).run();
    // In one order, so that two runs that name the same data wait and never lock each other.
    write(
        run,
        datasets.stream()
            .sorted(Comparator.comparing(InputDataset::name).thenComparing(InputDataset::digest))
            .toList());
    uses.note(
        run.projectId(),
        datasets.stream().map(InputDataset::name).toList(),
        datasets.stream().map(InputDataset::digest).toList());
  }

  private void write(Run run, List<InputDataset> datasets) {
    try (Connection connection = database.getConnection();
        PreparedStatement description = connection.prepareStatement(ADD_DESCRIPTION);
        PreparedStatement use = connection.prepareStatement(ADD_USE)) {
      for (InputDataset dataset : datasets) {
        description.setObject(1, run.experimentId());
        description.setString(2, dataset.name());
        description.setString(3, dataset.digest());
        description.setString(4, dataset.sourceType());
        description.setString(5, dataset.source());
        description.setString(6, dataset.schema());
        description.setString(7, dataset.profile());
        description.addBatch();
        use.setObject(1, run.id());
        use.setString(2, JSON.writeValueAsString(dataset.tags()));
        use.setObject(3, run.experimentId());
        use.setString(4, dataset.name());
        use.setString(5, dataset.digest());
        use.addBatch();
      }
      description.executeBatch();
      use.executeBatch();
      requireRoom(connection, run);
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Entries are always JSON", e);
    }
  }

  /** Whoever reads a run reads all of it, so there is only so much. */
  private static void requireRoom(Connection connection, Run run) throws SQLException {
    try (PreparedStatement held = connection.prepareStatement(HELD)) {
      held.setObject(1, run.id());
      try (ResultSet row = held.executeQuery()) {
        row.next();
        if (row.getLong(1) > MOST || row.getLong(2) > MOST_CHARACTERS) {
          throw ProblemException.invalid(
              "/datasets",
              "TOO_MANY",
              "A run holds at most %d datasets, whose sources, schemas and profiles have at most %d characters together"
                  .formatted(MOST, MOST_CHARACTERS));
        }
      }
    }
  }

  /** Returns what runs read, in order of name and digest; who read nothing is absent. */
  public Map<UUID, List<InputDataset>> of(Collection<UUID> runs) {
    Map<UUID, List<InputDataset>> found = new HashMap<>();
    if (runs.isEmpty()) {
      return found;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(OF_RUNS)) {
      query.setArray(1, connection.createArrayOf("uuid", runs.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>()).add(one(row));
        }
      }
      return found;
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  /**
   * Returns which registered data sets the data are that a run says it read; unknown data absent.
   */
  Map<Read, List<RunView.RegisteredDatasetView>> registered(UUID run) {
    Map<Read, List<RunView.RegisteredDatasetView>> found = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(REGISTERED)) {
      query.setObject(1, run);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found
              .computeIfAbsent(
                  new Read(row.getString("input"), row.getString("digest")), _ -> new ArrayList<>())
              .add(
                  new RunView.RegisteredDatasetView(
                      row.getObject("id", UUID.class),
                      row.getString("name"),
                      row.getString("version"),
                      row.getString("state")));
        }
      }
      return found;
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  /**
   * What tells the data that a run read apart.
   *
   * @param name what they are called
   * @param digest the digest, in the client's way
   */
  record Read(String name, String digest) {}

  private static InputDataset one(ResultSet row) throws SQLException {
    try {
      return new InputDataset(
          row.getString("name"),
          row.getString("digest"),
          row.getString("source_type"),
          row.getString("source"),
          row.getString("schema"),
          row.getString("profile"),
          JSON.readValue(row.getString("tags"), ENTRIES));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The tags of a run's data are always JSON", e);
    }
  }
}
