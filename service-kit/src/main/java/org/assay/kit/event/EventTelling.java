package org.assay.kit.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Starts the sequencer and the relay with the service when it has a topic, and ends them with it.
 */
@Singleton
public class EventTelling {

  private static final int CONNECT_SECONDS = 5;

  /** Above the statements' own time-out: only a database that vanished is silent for so long. */
  private static final int SOCKET_SECONDS = 30;

  private final EventConfig config;
  private final ConnectionSettings connection;
  private final DataSource pooled;
  private final Bell bell;
  private final EventMetrics metrics;
  private final BrokerState broker;
  private @Nullable EventPump pump;

  EventTelling(
      EventConfig config,
      ConnectionSettings connection,
      DataSource pooled,
      Bell bell,
      EventMetrics metrics,
      BrokerState broker) {
    this.config = config;
    this.connection = connection;
    this.pooled = pooled;
    this.bell = bell;
    this.metrics = metrics;
    this.broker = broker;
  }

  void start(@Observes StartupEvent event) {
    config.topic().ifPresent(topic -> pump = pump(topic));
  }

  void stop(@Observes ShutdownEvent event) {
    if (pump != null) {
      pump.close();
    }
  }

  /** Returns whether the sequencer's thread runs, or none is wanted. */
  boolean alive() {
    return pump == null || pump.alive();
  }

  /**
   * Has every event from a position on sent again; readers that applied them drop them.
   *
   * @param position the first to be sent again, from 1
   */
  public void produceAgainFrom(long position) {
    try {
      RelayTables.rewind(pooled, position);
    } catch (SQLException e) {
      throw new EventLogException("The relay's cursor could not be moved", e);
    }
  }

  private EventPump pump(String topic) {
    RelaySettings settings =
        new RelaySettings(
            connection.bootstrapServers,
            topic,
            config
                .source()
                .orElseThrow(() -> new IllegalStateException("assay.event.source is missing")),
            config.partitions(),
            config.watermarkInterval(),
            config.batchSize());
    return EventPump.start(settings, connection.dedicated(), bell, metrics, broker);
  }

  /** Where the database and the broker are. */
  @Singleton
  static class ConnectionSettings {

    private final String url;
    private final String user;
    private final String password;
    private final String bootstrapServers;

    ConnectionSettings(
        @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
        @ConfigProperty(name = "quarkus.datasource.username") String user,
        @ConfigProperty(name = "quarkus.datasource.password") String password,
        @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
      this.url = url;
      this.user = user;
      this.password = password;
      this.bootstrapServers = bootstrapServers;
    }

    /** Returns connections outside the pool: an election lives as long as its session. */
    DataSource dedicated() {
      PGSimpleDataSource dataSource = new PGSimpleDataSource();
      dataSource.setURL(url);
      dataSource.setUser(user);
      dataSource.setPassword(password);
      dataSource.setConnectTimeout(CONNECT_SECONDS);
      dataSource.setSocketTimeout(SOCKET_SECONDS);
      dataSource.setTcpKeepAlive(true);
      dataSource.setApplicationName("assay-events");
      return dataSource;
    }
  }
}
