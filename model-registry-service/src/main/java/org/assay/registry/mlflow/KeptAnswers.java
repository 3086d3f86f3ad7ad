package org.assay.registry.mlflow;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Answers that may not have arrived, in the database, where every copy of the service sees them.
 */
@ApplicationScoped
class KeptAnswers {

  private static final String OF_REQUEST =
      """
      select id, answer, unheard or kept_at < now() - interval '2 seconds'
        from mlflow_answer
       where request = ? and kept_at > now() - interval '10 minutes'
       order by kept_at, id limit 100
      """;

  private final DataSource database;

  KeptAnswers(DataSource database) {
    this.database = database;
  }

  /** Keeps an answer, in the running transaction. */
  void keep(UUID id, byte[] request, String answer) {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into mlflow_answer (id, request, answer) values (?, ?, ?)")) {
      insert.setObject(1, id);
      insert.setBytes(2, request);
      insert.setString(3, answer);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Returns the answers to a request that are kept, the first of them first. */
  List<Kept> of(byte[] request) {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(OF_REQUEST)) {
      query.setBytes(1, request);
      List<Kept> kept = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          kept.add(new Kept(row.getObject(1, UUID.class), row.getString(2), row.getBoolean(3)));
        }
      }
      return kept;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Notes that answers have not arrived. */
  void lost(Collection<UUID> ids) {
    write("update mlflow_answer set unheard = true where id = any(?)", ids);
  }

  /** Forgets answers that have arrived. */
  void forget(Collection<UUID> ids) {
    write("delete from mlflow_answer where id = any(?)", ids);
  }

  /** Forgets what is kept for longer than anybody asks again ({@code mlflow_answer_age}). */
  void forgetOld() {
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "delete from mlflow_answer where kept_at < now() - interval '10 minutes'")) {
      delete.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void write(String sql, Collection<UUID> ids) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IllegalStateException failed(SQLException cause) {
    return new IllegalStateException("The answers that are kept cannot be used", cause);
  }

  /**
   * An answer that is kept.
   *
   * @param unheard whether its process said that it was lost, or had time to say that it was not
   */
  record Kept(UUID id, String answer, boolean unheard) {}
}
