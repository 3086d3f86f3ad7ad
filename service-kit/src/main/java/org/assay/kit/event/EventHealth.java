package org.assay.kit.event;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Health of the event log: what makes a process not live, not ready, or not well. */
final class EventHealth {

  private EventHealth() {}

  /** Not live once the sequencer's thread has died. */
  @Liveness
  @Singleton
  static class Sequencing implements HealthCheck {

    private final EventTelling telling;

    Sequencing(EventTelling telling) {
      this.telling = telling;
    }

    @Override
    public HealthCheckResponse call() {
      return HealthCheckResponse.named("event-sequencer").status(telling.alive()).build();
    }
  }

  /**
   * Ready while the database answers and its clock and this machine's are less than 5 s apart:
   * validity and due dates go by the database's, tokens by this one's.
   */
  @Readiness
  @Singleton
  static class DatabaseClock implements HealthCheck {

    private static final Duration MOST_APART = Duration.ofSeconds(5);

    private final DataSource dataSource;

    DatabaseClock(DataSource dataSource) {
      this.dataSource = dataSource;
    }

    @Override
    public HealthCheckResponse call() {
      var response = HealthCheckResponse.named("database-clock");
      try (Connection connection = dataSource.getConnection();
          PreparedStatement query = connection.prepareStatement("select clock_timestamp()");
          ResultSet row = query.executeQuery()) {
        row.next();
        Instant theirs = row.getObject(1, OffsetDateTime.class).toInstant();
        Duration apart = Duration.between(theirs, Clock.systemUTC().instant()).abs();
        return response
            .status(apart.compareTo(MOST_APART) < 0)
            .withData("apart_millis", apart.toMillis())
            .build();
      } catch (SQLException e) {
        return response.down().withData("reason", "The database does not answer").build();
      }
    }
  }

  /** Not well while the relay misses its broker; events are kept and told later. */
  @Wellness
  @Singleton
  static class Broker implements HealthCheck {

    private final BrokerState broker;

    Broker(BrokerState broker) {
      this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
      return HealthCheckResponse.named("event-broker").status(!broker.isAway()).build();
    }
  }
}
