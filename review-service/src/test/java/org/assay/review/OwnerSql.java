package org.assay.review;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Changes rows that the service itself cannot, as the owner of its database: how a test lets a
 * clock be further on, or a round be bound to another policy.
 */
public final class OwnerSql {

  private OwnerSql() {}

  /** Runs one statement; returns how many rows it changed. */
  public static int execute(String sql, Object... values) {
    try (Connection owner = connect();
        PreparedStatement statement = prepared(owner, sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Locks the rows that a question finds, until what is returned is closed. */
  public static Connection lock(String sql, Object... values) throws SQLException {
    Connection owner = connect();
    owner.setAutoCommit(false);
    try (PreparedStatement statement = prepared(owner, sql + " for update", values)) {
      statement.execute();
      return owner;
    } catch (SQLException e) {
      owner.close();
      throw e;
    }
  }

  /** Returns the one number that a question answers. */
  public static long count(String sql, Object... values) {
    try (Connection owner = connect();
        PreparedStatement statement = prepared(owner, sql, values);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        setting("quarkus.datasource.jdbc.url"),
        setting("quarkus.flyway.username"),
        setting("quarkus.flyway.password"));
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  private static PreparedStatement prepared(Connection owner, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = owner.prepareStatement(sql);
    for (int index = 0; index < values.length; index++) {
      statement.setObject(index + 1, values[index]);
    }
    return statement;
  }

  /**
   * Binds a submitted version's round and reviews to a policy of a name of its own, which says this
   * besides or instead of what starter/1 says.
   *
   * @param members a JSON object
   */
  public static void bind(Subject subject, String name, String members) {
    execute(
        """
        insert into policy_version (id, name, number, digest, document)
        select uuidv7(), d.name, 1,
               'sha256:' || encode(sha256(convert_to(d.document, 'UTF8')), 'hex'), d.document
          from (select n.name, (s.document::jsonb || ?::jsonb
                         || jsonb_build_object('name', n.name))::text as document
                  from policy_version s, (values (cast(? as text))) n (name)
                 where s.name = 'starter') d
        on conflict do nothing
        """,
        members,
        name);
    for (String table : new String[] {"assessment", "review"}) {
      execute(
          "update %s set policy_version_id = (select id from policy_version where name = ?)"
                  .formatted(table)
              + " where version_id = ?",
          name,
          subject.versionId());
    }
  }
}
