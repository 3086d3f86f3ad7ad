package org.assay.registry.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;

/**
 * Reads and writes parameters and tags, each call in one statement or two, whatever it carries.
 * Rows are written in order of their keys, so that two writers of the same keys wait and never lock
 * each other for ever.
 */
@ApplicationScoped
public class Entries {

  private final DataSource database;

  Entries(DataSource database) {
    this.database = database;
  }

  /**
   * Sets entries, in the running transaction; what stood under a key before gives way.
   *
   * @param experiment the experiment of the owner
   * @param entries at most a request's worth; of one key the last counts
   * @throws ProblemException 422 {@code VALIDATION_FAILED} or {@code TOO_MANY_ENTRIES}
   */
  public void set(EntryTable table, UUID owner, UUID experiment, List<Entry> entries) {
    Map<String, String> last = new HashMap<>();
    entries.forEach(entry -> last.put(entry.key(), entry.value()));
    write(table, owner, experiment, last, "do update set value = excluded.value");
  }

  /**
   * Adds entries that never change, in the running transaction.
   *
   * @param entries at most a request's worth, of different keys
   * @throws ProblemException 422 {@code VALIDATION_FAILED} or {@code TOO_MANY_ENTRIES}, 409 {@code
   *     PARAM_FIXED} where a key has another value already
   */
  public void add(EntryTable table, UUID owner, UUID experiment, List<Entry> entries) {
    Map<String, String> once = new HashMap<>();
    Keys.checkUnique(table.word(), entries.stream().map(Entry::key).toList(), "/" + table.word());
    entries.forEach(entry -> once.put(entry.key(), entry.value()));
    if (write(table, owner, experiment, once, "do nothing") < once.size()) {
      refuseChanged(table, owner, once);
    }
  }

  /** Removes an entry, in the running transaction; says whether there was one. */
  public boolean remove(EntryTable table, UUID owner, String key) {
    String sql = "delete from %s where %s = ? and key = ?".formatted(table.table(), table.owner());
    try (Connection connection = database.getConnection();
        PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setObject(1, owner);
      delete.setString(2, key);
      return delete.executeUpdate() > 0;
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  /** Returns the entries of owners, each in order of keys; who has none is absent. */
  public Map<UUID, List<Entry>> of(EntryTable table, Collection<UUID> owners) {
    Map<UUID, List<Entry>> found = new HashMap<>();
    if (owners.isEmpty()) {
      return found;
    }
    String sql =
        "select %2$s, key, value from %1$s where %2$s = any(?) order by %2$s, key"
            .formatted(table.table(), table.owner());
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setArray(1, connection.createArrayOf("uuid", owners.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found
              .computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
              .add(new Entry(row.getString(2), row.getString(3)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  /** Returns how many rows were written. */
  private int write(
      EntryTable table, UUID owner, UUID experiment, Map<String, String> entries, String onClash) {
    if (entries.isEmpty()) {
      return 0;
    }
    entries.forEach((key, value) -> check(table, key, value));
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(insert(table, onClash))) {
      insert.setObject(1, owner);
      insert.setObject(2, experiment);
      List<String> keys = List.copyOf(entries.keySet());
      insert.setArray(3, connection.createArrayOf("text", keys.toArray()));
      insert.setArray(
          4, connection.createArrayOf("text", keys.stream().map(entries::get).toArray()));
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        checkNumber(table, row.getInt(2));
        checkSize(table, row.getLong(3), row.getLong(4));
        return row.getInt(1);
      }
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  private static String insert(EntryTable table, String onClash) {
    return """
    with given as (select ?::uuid as owner, ?::uuid as experiment),
    entry as (select key, value from unnest(?::text[], ?::text[]) as e (key, value)),
    written as (
      insert into %1$s (%2$s%3$s, key, value)
      select owner%4$s, key, value from given, entry order by key
      on conflict (%2$s, key) %5$s
      returning key),
    held as (
      select key, value from entry
      union all
      select t.key, t.value from %1$s t
       where t.%2$s = (select owner from given) and t.key not in (select key from entry))
    select (select count(*) from written), count(*), sum(octet_length(key) + octet_length(value)),
           (select coalesce(sum(octet_length(t.key) + octet_length(t.value)), 0) from %1$s t
             where t.%2$s = (select owner from given))
      from held
    """
        .formatted(
            table.table(),
            table.owner(),
            table.isScoped() ? ", experiment_id" : "",
            table.isScoped() ? ", experiment" : "",
            onClash);
  }

  private static void check(EntryTable table, String key, String value) {
    Keys.check(table.word(), key, "/" + table.word());
    Keys.checkLength(table.word(), key, value, table.longest(), "/" + table.word());
  }

  private static void checkNumber(EntryTable table, int number) {
    if (number > table.most()) {
      throw ProblemException.of(
          RegistryProblem.TOO_MANY_ENTRIES,
          "It would have %d %ss; at most %d are taken"
              .formatted(number, table.word(), table.most()));
    }
  }

  /** What holds more since before there was a bound may change, but not grow. */
  private static void checkSize(EntryTable table, long bytes, long before) {
    if (bytes > Math.max(EntryTable.MOST_BYTES, before)) {
      throw ProblemException.of(
          RegistryProblem.TOO_MANY_ENTRIES,
          "Its %ss would have %d bytes together; at most %d are taken"
              .formatted(table.word(), bytes, EntryTable.MOST_BYTES));
    }
  }

  private void refuseChanged(EntryTable table, UUID owner, Map<String, String> wanted) {
    for (Entry kept : of(table, List.of(owner)).getOrDefault(owner, List.of())) {
      String other = wanted.getOrDefault(kept.key(), kept.value());
      if (!other.equals(kept.value())) {
        throw ProblemException.of(
                RegistryProblem.PARAM_FIXED,
                "Changing %s values is not allowed. The %s '%s' was logged already with another value"
                    .formatted(table.word(), table.word(), kept.key()))
            .help("Log it under another key, or in another run.");
      }
    }
  }
}
