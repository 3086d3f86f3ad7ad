package org.assay.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * A real PostgreSQL 18 for a {@code @QuarkusTest}: one server a JVM, a fresh database a start of
 * Quarkus, with an owner role that migrates and a service role with its least rights.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    String database = TestPostgres.createDatabase();
    return Map.of(
        "quarkus.datasource.jdbc.url", TestPostgres.jdbcUrl(database),
        "quarkus.datasource.username", TestPostgres.SERVICE,
        "quarkus.datasource.password", TestPostgres.PASSWORD,
        "quarkus.flyway.username", TestPostgres.OWNER,
        "quarkus.flyway.password", TestPostgres.PASSWORD,
        "quarkus.flyway.placeholders.service_role", TestPostgres.SERVICE);
  }

  @Override
  public void stop() {
    // The server serves the next profile's Quarkus too; a shutdown hook ends it.
  }
}
