package org.assay.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code idempotency_key}: what was answered under which key, in the transaction of the
 * effect.
 */
@Singleton
class StoredAnswers {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private final DataSource database;

  @Inject
  StoredAnswers(DataSource database) {
    this.database = database;
  }

  /**
   * One request, as its key is bound to it.
   *
   * @param principal the subject of the caller, so that callers cannot see each other's keys
   */
  record Asked(
      String principal, IdempotencyKey key, String method, String path, String fingerprint) {}

  /**
   * What was answered.
   *
   * @param body the JSON, absent where the answer had none
   */
  record Answered(
      String method,
      String path,
      String fingerprint,
      int status,
      Map<String, String> headers,
      @Nullable String body) {

    boolean isFor(Asked asked) {
      return method.equals(asked.method())
          && path.equals(asked.path())
          && fingerprint.equals(asked.fingerprint());
    }
  }

  /** How a key was found. */
  sealed interface Taken {

    /** Nobody used it before. */
    record Free() implements Taken {}

    /** The same request is still running. */
    record InUse() implements Taken {}

    /** It was answered before. */
    record Before(Answered answer) implements Taken {}
  }

  /**
   * Takes the key until the transaction ends, without waiting, and looks up what was answered under
   * it within the last 24 hours.
   *
   * <p>Two statements in one round trip: only the second's own snapshot, taken under the lock, is
   * sure to hold what the lock's last holder committed.
   */
  Taken take(Asked asked) throws SQLException, JsonProcessingException {
    String sql =
        """
        select pg_try_advisory_xact_lock(?);
        select method, path, fingerprint, status, headers, body
          from idempotency_key
         where principal = ? and key = ? and created_at > now() - interval '24 hours'
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, lockId(asked));
      statement.setString(2, asked.principal());
      statement.setString(3, asked.key().value());
      statement.execute();
      if (!locked(statement)) {
        return new Taken.InUse();
      }
      statement.getMoreResults();
      return answered(statement).<Taken>map(Taken.Before::new).orElseGet(Taken.Free::new);
    }
  }

  private static boolean locked(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static Optional<Answered> answered(PreparedStatement statement)
      throws SQLException, JsonProcessingException {
    try (ResultSet rows = statement.getResultSet()) {
      return rows.next()
          ? Optional.of(
              new Answered(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getInt(4),
                  JSON.readValue(rows.getString(5), HEADERS),
                  rows.getString(6)))
          : Optional.empty();
    }
  }

  /** Stores the answer; one that outlived its 24 hours under the same key makes room. */
  void store(Asked asked, int status, Map<String, String> headers, @Nullable String body)
      throws SQLException, JsonProcessingException {
    String sql =
        """
        insert into idempotency_key
               (principal, key, method, path, fingerprint, status, headers, body, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, now())
        on conflict (principal, key) do update
           set method = excluded.method, path = excluded.path, fingerprint = excluded.fingerprint,
               status = excluded.status, headers = excluded.headers, body = excluded.body,
               created_at = excluded.created_at
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, asked.principal());
      statement.setString(2, asked.key().value());
      statement.setString(3, asked.method());
      statement.setString(4, asked.path());
      statement.setString(5, asked.fingerprint());
      statement.setInt(6, status);
      statement.setString(7, JSON.writeValueAsString(headers));
      statement.setString(8, body);
      statement.executeUpdate();
    }
  }

  /**
   * Removes up to {@code limit} answers that are older than 24 hours; copies of a service pass each
   * other's rows by.
   *
   * @return how many were removed
   */
  int removeOld(int limit) throws SQLException {
    String sql =
        """
        delete from idempotency_key
         where (principal, key) in (
               select principal, key from idempotency_key
                where created_at <= now() - interval '24 hours'
                order by created_at limit ? for update skip locked)
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, limit);
      return statement.executeUpdate();
    }
  }

  private static long lockId(Asked asked) {
    String name = "idempotency\0" + asked.principal() + "\0" + asked.key().value();
    return ByteBuffer.wrap(sha256(name)).getLong();
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
