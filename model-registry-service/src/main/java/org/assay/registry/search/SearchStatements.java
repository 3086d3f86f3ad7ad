package org.assay.registry.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/**
 * Runs searches' statements, each planned for its own values: a plan that is made for all values
 * begins with a condition that finds little as a rule, and much this time.
 */
final class SearchStatements {

  private static final Pattern NAME = Pattern.compile(":([a-zA-Z]\\w*)");

  private final DataSource database;

  SearchStatements(DataSource database) {
    this.database = database;
  }

  <T> List<T> rows(SearchSql search, Reading<T> reading) {
    List<Object> values = new ArrayList<>();
    String sql = positional(search, values);
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      // Never kept at the server, where it would come to have one plan for all values.
      query.unwrap(PGStatement.class).setPrepareThreshold(0);
      for (int index = 0; index < values.size(); index++) {
        query.setObject(index + 1, sent(connection, values.get(index)));
      }
      List<T> found = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.add(reading.of(row));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new SearchException(e);
    }
  }

  /** Writes a statement with a question mark for each name, and collects what stands for them. */
  static String positional(SearchSql search, List<Object> values) {
    Matcher names = NAME.matcher(search.sql());
    StringBuilder sql = new StringBuilder();
    while (names.find()) {
      String name = names.group(1);
      values.add(Objects.requireNonNull(search.values().get(name), name));
      names.appendReplacement(sql, "?");
    }
    return names.appendTail(sql).toString();
  }

  /** Returns a value of a row as the types of a search have it. */
  static Object value(ResultSet row, int column) {
    try {
      Object value = row.getObject(column);
      return value instanceof Timestamp at ? at.toInstant() : value;
    } catch (SQLException e) {
      throw new SearchException(e);
    }
  }

  static Object sent(Connection connection, Object value) throws SQLException {
    return switch (value) {
      case Instant at -> at.atOffset(ZoneOffset.UTC);
      case String[] texts -> connection.createArrayOf("text", texts);
      case UUID[] ids -> connection.createArrayOf("uuid", ids);
      default -> value;
    };
  }

  /** Reads one row. */
  interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }
}
