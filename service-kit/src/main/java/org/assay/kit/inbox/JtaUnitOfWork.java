package org.assay.kit.inbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A JTA transaction: what handlers do by Hibernate commits together with the inbox. */
@Singleton
class JtaUnitOfWork implements UnitOfWork {

  /** Seconds; below the transaction_timeout of the service's role. */
  private static final int TIMEOUT = 25;

  private final DataSource dataSource;

  JtaUnitOfWork(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public <T> T call(Work<T> work) throws SQLException {
    return QuarkusTransaction.requiringNew()
        .timeout(TIMEOUT)
        .call(
            () -> {
              try (Connection connection = dataSource.getConnection()) {
                return work.on(connection);
              }
            });
  }
}
