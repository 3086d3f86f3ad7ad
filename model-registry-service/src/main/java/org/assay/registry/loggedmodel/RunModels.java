package org.assay.registry.loggedmodel;

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
import org.assay.registry.RegistryProblem;
import org.assay.registry.experiment.TrackingStoreException;
import org.assay.registry.run.Run;
import org.assay.registry.run.VisibleRuns;

/** Which logged models runs have read and written. */
@ApplicationScoped
public class RunModels {

  /** SQL of runs and of what each logged model takes to show. */
  public static final String WEIGHTS = "select run_id, 64 from run_model";

  private static final int MOST = 100;
  private static final int MOST_OF_A_RUN = 10_000;

  private static final String ADD =
      """
      insert into run_model (run_id, direction, model_id, step) values (?, ?, ?, ?)
      on conflict (run_id, direction, model_id) do update set step = excluded.step
      """;

  private final DataSource database;
  private final VisibleRuns runs;
  private final VisibleLoggedModels models;

  RunModels(DataSource database, VisibleRuns runs, VisibleLoggedModels models) {
    this.database = database;
    this.runs = runs;
    this.models = models;
  }

  /**
   * Says which logged models a run read or wrote, in the running transaction.
   *
   * @param uses at most {@value #MOST}
   * @throws ProblemException 404 {@code RUN_NOT_FOUND} or {@code LOGGED_MODEL_NOT_FOUND}, 403
   *     {@code NOT_A_CONTRIBUTOR}, 409 {@code RUN_DELETED} or {@code RUN_FIXED}, 422 {@code
   *     TOO_MANY_ENTRIES}
   */
  public void add(UUID runId, Direction direction, List<Use> uses, Caller caller) {
    requireWithin(uses.size(), MOST, "at once");
    Run run = runs.toMeasure(runId, caller).run();
    uses.forEach(use -> models.find(use.model(), caller));
    List<Use> ordered = uses.stream().sorted(Comparator.comparing(Use::model)).toList();
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(ADD)) {
      for (Use use : ordered) {
        insert.setObject(1, run.id());
        insert.setString(2, direction.name());
        insert.setObject(3, use.model());
        insert.setLong(4, use.step());
        insert.addBatch();
      }
      insert.executeBatch();
      requireWithin(number(connection, run), MOST_OF_A_RUN, "of a run");
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  /** Returns what each of at most a page's worth of runs read or wrote. */
  public Map<UUID, List<Use>> of(Collection<UUID> runIds, Direction direction) {
    Map<UUID, List<Use>> found = new HashMap<>();
    if (runIds.isEmpty()) {
      return found;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select run_id, model_id, step from run_model
                 where run_id = any(?) and direction = ? order by run_id, model_id
                """)) {
      query.setArray(1, connection.createArrayOf("uuid", runIds.toArray()));
      query.setString(2, direction.name());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found
              .computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
              .add(new Use(row.getObject(2, UUID.class), row.getLong(3)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  private static long number(Connection connection, Run run) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select count(*) from run_model where run_id = ?")) {
      query.setObject(1, run.id());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void requireWithin(long number, int most, String where) {
    if (number > most) {
      throw ProblemException.of(
          RegistryProblem.TOO_MANY_ENTRIES,
          "There are %d logged models; at most %d are taken %s".formatted(number, most, where));
    }
  }

  /** Whether a run reads or writes. */
  public enum Direction {
    INPUT,
    OUTPUT
  }

  /**
   * A logged model that a run read or wrote.
   *
   * @param model the logged model
   * @param step the step at which it was written, 0 for none
   */
  public record Use(UUID model, long step) {}
}
