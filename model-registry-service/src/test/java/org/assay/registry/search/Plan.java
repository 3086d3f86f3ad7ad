package org.assay.registry.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * How PostgreSQL ran a search: its plan, with the rows that were really read.
 *
 * @param json what EXPLAIN says
 */
public record Plan(JsonNode json) {

  /**
   * Runs a search and keeps its plan, without parallel workers: how far those read ahead of a page
   * that is full is chance.
   */
  public static Plan of(Connection connection, SearchSql search) throws SQLException {
    try (Statement session = connection.createStatement()) {
      session.execute("set max_parallel_workers_per_gather = 0");
      Plan plan = explained(connection, search);
      session.execute("reset max_parallel_workers_per_gather");
      return plan;
    }
  }

  private static Plan explained(Connection connection, SearchSql search) throws SQLException {
    List<Object> values = new ArrayList<>();
    String sql = SearchStatements.positional(search, values);
    try (PreparedStatement query =
        connection.prepareStatement("explain (analyze, timing off, format json) " + sql)) {
      for (int index = 0; index < values.size(); index++) {
        query.setObject(index + 1, SearchStatements.sent(connection, values.get(index)));
      }
      try (ResultSet plan = query.executeQuery()) {
        plan.next();
        return new Plan(new JsonMapper().readTree(plan.getString(1)).get(0).get("Plan"));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tables that were read from end to end. */
  public List<String> scanned() {
    return nodes(json)
        .filter(node -> node.path("Node Type").asText().equals("Seq Scan"))
        .filter(node -> node.path("Actual Loops").asLong() > 0)
        .map(node -> node.path("Relation Name").asText())
        .toList();
  }

  /** How many rows were read of these tables and of indexes, those too that were then left out. */
  public long rowsRead(Set<String> tables) {
    return nodes(json)
        .filter(node -> node.path("Node Type").asText().endsWith("Scan"))
        .filter(
            node ->
                node.has("Relation Name")
                    ? tables.contains(node.path("Relation Name").asText())
                    : node.has("Index Name"))
        .mapToLong(Plan::read)
        .sum();
  }

  /** How many rows came out. */
  public long found() {
    return json.path("Actual Rows").asLong();
  }

  private static long read(JsonNode scan) {
    double each =
        scan.path("Actual Rows").asDouble()
            + scan.path("Rows Removed by Filter").asDouble()
            + scan.path("Rows Removed by Index Recheck").asDouble();
    return Math.round(each * scan.path("Actual Loops").asDouble());
  }

  private static Stream<JsonNode> nodes(JsonNode node) {
    return Stream.concat(
        Stream.of(node),
        Stream.of(node.path("Plans"))
            .flatMap(plans -> StreamSupport.stream(plans.spliterator(), false))
            .flatMap(Plan::nodes));
  }
}
