package org.assay.kit.event;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;

/**
 * The events of this service: appended in the transaction of the change they tell of, and read as
 * the history of one thing.
 */
@ApplicationScoped
public class EventLog {

  /** The most events that {@link #history} returns at once. */
  public static final int MOST_HISTORY = 500;

  private static final String HISTORY =
      """
      select id, type, subject, aggregate_id, aggregate_version, actor, on_behalf_of, caused_by,
             occurred_at, data
        from event_log
       where aggregate_id = ? and aggregate_version > ?
       order by aggregate_version
       limit ?
      """;

  private final DataSource dataSource;
  private final TransactionSynchronizationRegistry transactions;
  private final Bell bell;

  EventLog(DataSource dataSource, TransactionSynchronizationRegistry transactions, Bell bell) {
    this.dataSource = dataSource;
    this.transactions = transactions;
    this.bell = bell;
  }

  /**
   * Appends an event in the running JTA transaction; it is told once that commits.
   *
   * @return the event's id
   * @throws ProblemException {@code CONCURRENT_CHANGE} (409) if the aggregate already has this
   *     version or not yet the one before it: somebody else changed it at the same time
   * @throws IllegalArgumentException if the payload cannot be written or is over 256 KiB
   * @throws IllegalStateException if no transaction is running
   */
  public UUID append(NewEvent event) {
    requireTransaction();
    UUID id;
    try (Connection connection = dataSource.getConnection()) {
      id =
          EventInsert.insert(connection, event, CurrentTrace.traceparent())
              .orElseThrow(() -> concurrentChange(event));
    } catch (SQLException e) {
      throw new EventLogException("The event could not be appended", e);
    }
    wakeAfterCommit();
    return id;
  }

  /**
   * Appends at least one event, in the order given, as {@link #append(NewEvent)} does each, in one
   * round trip to the database.
   *
   * @throws ProblemException {@code CONCURRENT_CHANGE} (409), as {@link #append(NewEvent)}
   * @throws IllegalArgumentException if a payload cannot be written or is over 256 KiB
   * @throws IllegalStateException if no transaction is running
   */
  public void append(List<NewEvent> events) {
    requireTransaction();
    try (Connection connection = dataSource.getConnection()) {
      if (!EventInsert.insert(connection, events, CurrentTrace.traceparent())) {
        throw concurrentChange(events.getFirst());
      }
    } catch (SQLException e) {
      throw new EventLogException("The events could not be appended", e);
    }
    wakeAfterCommit();
  }

  /**
   * Returns the events of one aggregate in order of its versions, straight from the primary.
   *
   * @param afterVersion only events of later versions; 0 for all
   * @param limit the most to return, 1 to {@value #MOST_HISTORY}
   */
  public List<LoggedEvent> history(UUID aggregateId, long afterVersion, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(HISTORY)) {
      query.setObject(1, aggregateId);
      query.setLong(2, afterVersion);
      query.setInt(3, Math.clamp(limit, 1, MOST_HISTORY));
      List<LoggedEvent> events = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          events.add(event(row));
        }
      }
      return List.copyOf(events);
    } catch (SQLException e) {
      throw new EventLogException("The history could not be read", e);
    }
  }

  private void requireTransaction() {
    if (transactions.getTransactionKey() == null) {
      throw new IllegalStateException("An event is appended in the transaction of its change");
    }
  }

  private void wakeAfterCommit() {
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing is left to do before the commit.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              bell.ring();
            }
          }
        });
  }

  private static ProblemException concurrentChange(NewEvent event) {
    return ProblemException.of(
        CommonProblem.CONCURRENT_CHANGE,
        event.subject()
            + " was changed by somebody else before revision "
            + event.aggregateVersion()
            + " could be written. Read it again and repeat the request.");
  }

  private static LoggedEvent event(ResultSet row) throws SQLException {
    return new LoggedEvent(
        row.getObject("id", UUID.class),
        row.getString("type"),
        row.getString("subject"),
        row.getObject("aggregate_id", UUID.class),
        row.getLong("aggregate_version"),
        row.getString("actor"),
        row.getString("on_behalf_of"),
        row.getObject("caused_by", UUID.class),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        json(row.getBytes("data")));
  }

  private static JsonNode json(byte[] data) {
    try {
      return EventJson.mapper().readTree(data);
    } catch (IOException e) {
      throw new UncheckedIOException("The log holds data that is no JSON", e);
    }
  }
}
