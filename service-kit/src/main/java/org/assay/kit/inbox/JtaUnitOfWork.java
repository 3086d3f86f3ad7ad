package org.assay.kit.inbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A JTA transaction: what handlers do by Hibernate commits together with the inbox. */
@Singleton
class JtaUnitOfWork implements UnitOfWork {

  /** Seconds; below the transaction_timeout of the service's role. */
  private static final int TIMEOUT = 25;

  private final DataSource dataSource;
  private final Instance<EntityManager> entities;

  /** Makes one; a service without entities has no entity manager. */
  JtaUnitOfWork(DataSource dataSource, Instance<EntityManager> entities) {
    this.dataSource = dataSource;
    this.entities = entities;
  }

  @Override
  public void part() {
    if (entities.isResolvable()) {
      entities.get().flush();
      entities.get().clear();
    }
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
