package org.assay.kit.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own with the kit's tables, for tests without Quarkus. */
public final class TestDatabase {

  private static final String TEMPLATE = "assay.test.postgres.template";

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  /** Creates one, as a copy of a template that was migrated once. */
  public static TestDatabase migrated() {
    synchronized (System.getProperties()) {
      if (System.getProperty(TEMPLATE) == null) {
        String template = TestPostgres.createDatabase();
        Flyway.configure()
            .dataSource(TestPostgres.jdbcUrl(template), TestPostgres.OWNER, TestPostgres.PASSWORD)
            .locations("classpath:db/kit")
            .placeholders(java.util.Map.of("service_role", TestPostgres.SERVICE))
            .load()
            .migrate();
        System.setProperty(TEMPLATE, template);
      }
      return new TestDatabase(TestPostgres.createDatabaseLike(System.getProperty(TEMPLATE)));
    }
  }

  /** Returns unpooled connections of the service's role. */
  public DataSource service() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(TestPostgres.jdbcUrl(name));
    dataSource.setUser(TestPostgres.SERVICE);
    dataSource.setPassword(TestPostgres.PASSWORD);
    return dataSource;
  }

  /** Returns a new connection of the superuser. */
  public Connection superuser() throws SQLException {
    return TestPostgres.superuser(name);
  }

  /** Executes a statement of the superuser from another database, whatever state this one is in. */
  public void administer(String sql) throws SQLException {
    try (Connection connection = TestPostgres.superuser("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the database's name. */
  public String name() {
    return name;
  }
}
