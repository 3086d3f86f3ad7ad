package org.assay.registry.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.contracts.event.EventJson;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.experiment.TrackingStoreException;
import org.jspecify.annotations.Nullable;

/** How runs are made ({@code run_setup_pk}). */
@ApplicationScoped
class RunSetups {

  private final DataSource database;
  private final VisibleRuns visible;
  private final Runs runs;
  private final EventLog events;

  RunSetups(DataSource database, VisibleRuns visible, Runs runs, EventLog events) {
    this.database = database;
    this.visible = visible;
    this.runs = runs;
    this.events = events;
  }

  /**
   * Says how a run is made, in the running transaction, under its row lock; what was said before
   * gives way.
   *
   * @param ifMatch the revision that the caller saw
   * @throws ProblemException 404 {@code RUN_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409 {@code
   *     RUN_DELETED} or {@code RUN_FIXED}, 428, 412
   */
  VisibleRuns.Found say(UUID id, RunSetup setup, @Nullable String ifMatch, Caller caller) {
    VisibleRuns.Found found = VisibleRuns.open(visible.toChange(id, caller));
    Run run = found.run();
    IfMatch.require(ifMatch, run.revision());
    write(run, setup, caller);
    run.nextRevision();
    runs.flush();
    events.append(run.event(Cause.by(caller)));
    return found;
  }

  private void write(Run run, RunSetup setup, Caller caller) {
    try (Connection connection = database.getConnection();
        PreparedStatement write =
            connection.prepareStatement(
                """
                insert into run_setup (run_id, content, said_by) values (?, ?::jsonb, ?)
                on conflict (run_id) do update
                  set content = excluded.content, said_at = excluded.said_at,
                      said_by = excluded.said_by
                """)) {
      write.setObject(1, run.id());
      write.setString(2, EventJson.mapper().writeValueAsString(setup));
      write.setString(3, caller.subject());
      write.executeUpdate();
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A setup is always JSON", e);
    }
  }

  /** Returns what is said of at most a page's worth of runs; who says nothing is absent. */
  Map<UUID, RunSetup> of(Collection<UUID> ids) {
    Map<UUID, RunSetup> found = new HashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select run_id, content from run_setup where run_id = any(?)")) {
      query.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.put(
              row.getObject(1, UUID.class),
              EventJson.mapper().readValue(row.getString(2), RunSetup.class));
        }
      }
      return found;
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A kept setup is always JSON", e);
    }
  }
}
