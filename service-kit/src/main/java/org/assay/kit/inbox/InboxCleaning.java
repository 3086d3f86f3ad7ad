package org.assay.kit.inbox;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Removes the ids of events received more than 30 days ago. A repeat that is older still changes
 * nothing: the version rule drops it.
 */
@Singleton
class InboxCleaning {

  private static final Logger LOG = Logger.getLogger(InboxCleaning.class);

  private static final int CHUNK = 5_000;

  private static final String DELETE =
      """
      delete from inbox where event_id in (
        select event_id from inbox
         where received_at < clock_timestamp() - interval '30 days'
         order by received_at limit ? for update skip locked)
      """;

  private final UnitOfWork unit;

  InboxCleaning(UnitOfWork unit) {
    this.unit = unit;
  }

  /** Removes chunk after chunk, each in its own short transaction, so that no write waits. */
  @Scheduled(every = "1h", delayed = "1m", identity = "inbox-cleaning")
  void clean() {
    try {
      int removed;
      do {
        removed = unit.call(InboxCleaning::chunk);
      } while (removed == CHUNK);
    } catch (SQLException e) {
      LOG.warn("Old inbox rows stay until the next run", e);
    }
  }

  private static int chunk(Connection connection) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setInt(1, CHUNK);
      return delete.executeUpdate();
    }
  }
}
