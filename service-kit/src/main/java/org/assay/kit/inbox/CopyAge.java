package org.assay.kit.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;

/** How old this service's copy of what another tells is. */
@ApplicationScoped
public class CopyAge {

  /** The age of a copy that some partition of its topic was never heard of: a thousand years. */
  public static final Duration NEVER = Duration.ofDays(365_000);

  private static final String OLDEST =
      """
      select (extract(epoch from clock_timestamp() - min(time)) * 1000000)::bigint, count(*),
             max(partitions)
        from watermark where topic = ?
      """;

  private final DataSource dataSource;

  CopyAge(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Returns the database's time less the oldest watermark applied over all partitions of the topic:
   * the copy holds everything committed before that.
   *
   * @return {@link #NEVER} where a partition was never heard of; never negative
   * @throws InboxException if the database does not answer
   */
  public Duration age(String topic) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query = connection.prepareStatement(OLDEST)) {
      query.setString(1, topic);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        long heard = row.getLong(2);
        if (heard == 0 || heard < row.getInt(3)) {
          return NEVER;
        }
        return Duration.of(Math.max(0, row.getLong(1)), ChronoUnit.MICROS);
      }
    } catch (SQLException e) {
      throw new InboxException("The age of the copy could not be read", e);
    }
  }
}
