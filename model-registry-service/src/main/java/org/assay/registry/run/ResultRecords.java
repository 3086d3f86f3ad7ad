package org.assay.registry.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.assay.contracts.name.Digest;
import org.assay.registry.experiment.TrackingStoreException;

/**
 * The results of runs that versions rest on, each once by its digest ({@code result_record_pk}).
 */
@ApplicationScoped
public class ResultRecords {

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Double>> METRICS = new TypeReference<>() {};

  private final DataSource database;

  ResultRecords(DataSource database) {
    this.database = database;
  }

  /** Keeps results, in the running transaction, and returns their digest. */
  Digest keep(Results results) {
    byte[] content = results.bytes();
    Digest digest = Digest.ofContent(content);
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into result_record (digest, content, metrics, training_data)
                values (?, ?, ?::jsonb, ?) on conflict do nothing
                """)) {
      insert.setString(1, digest.value());
      insert.setBytes(2, content);
      insert.setString(3, JSON.writeValueAsString(results.shownMetrics()));
      insert.setArray(4, connection.createArrayOf("text", results.shownData().toArray()));
      insert.executeUpdate();
      return digest;
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Finite numbers are always JSON", e);
    }
  }

  /** Returns the canonical bytes of this digest. */
  public Optional<byte[]> content(String digest) {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select content from result_record where digest = ?")) {
      query.setString(1, digest);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  /** Returns what versions show of at most a page's worth of results, by digest. */
  public Map<String, Shown> shown(Collection<String> digests) {
    Map<String, Shown> found = new HashMap<>();
    if (digests.isEmpty()) {
      return found;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select digest, metrics, training_data from result_record where digest = any(?)")) {
      query.setArray(1, connection.createArrayOf("text", digests.toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.put(
              row.getString(1),
              new Shown(
                  JSON.readValue(row.getString(2), METRICS),
                  List.of((String[]) row.getArray(3).getArray())));
        }
      }
      return found;
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The metrics of a record are always JSON", e);
    }
  }

  /**
   * What a version shows of its results.
   *
   * @param metrics the first finite metrics by key
   * @param trainingData the first data sets in words
   */
  public record Shown(Map<String, Double> metrics, List<String> trainingData) {

    /** Copies the collections. */
    public Shown {
      metrics = Map.copyOf(metrics);
      trainingData = List.copyOf(trainingData);
    }
  }
}
