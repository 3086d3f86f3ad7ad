package org.assay.verification.fault.topic;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.assay.local.PartFailed;

/**
 * What a reader made of the topics: for each thing that it follows, up to which version, and a hash
 * of all rows that follow from that thing's events. What people did at the reader itself is left
 * out, so that the same events must lead to the same hash, whenever and however often they came.
 */
record Projections(Map<Thing, State> things) {

  /** A thing that a topic tells of. */
  record Thing(String topic, UUID id) {}

  /** How it stands in the copy. */
  record State(long version, String hash) {}

  /** How two compare: the things at the same version in both, and those of them that differ. */
  record Comparison(int compared, int differing, String example) {}

  /** Of review-service: copies, parts people had, and which rounds and reviews were opened. */
  private static final String REVIEW =
      """
      select id as thing, to_jsonb(p)::text as line from project_copy p
      union all select project_id, to_jsonb(m)::text from member_copy m
      union all select id, to_jsonb(m)::text from model_copy m
      union all select id, to_jsonb(v)::text from version_copy v
      union all select version_id, to_jsonb(c)::text from contributor c
      union all select version_id, jsonb_build_array(round, digest, model_id, project_id)::text from assessment
      union all select version_id, jsonb_build_array(round, type, digest, requested_by)::text from review
      """;

  /**
   * Of the registry: projects and members. What follows from reviews is its versions' own state.
   */
  private static final String REGISTRY =
      """
      select id as thing, to_jsonb(p)::text as line from project p
      union all select project_id, to_jsonb(m)::text from project_member m
      """;

  /** Reads them. */
  static Projections of(Connection connection, Reader reader) {
    String told =
        switch (reader.database()) {
          case REVIEW -> REVIEW;
          case REGISTRY -> REGISTRY;
          case PROJECT -> throw new IllegalArgumentException("project-service reads nothing");
        };
    Map<Thing, State> things = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
      with told as (%s)
      select a.topic, a.aggregate_id, a.version,
             md5(coalesce(string_agg(t.line, chr(10) order by t.line), '')) as hash
        from inbox_aggregate a left join told t on t.thing = a.aggregate_id
       where a.version > 0
       group by a.topic, a.aggregate_id, a.version
      """
                    .formatted(told))) {
      while (row.next()) {
        things.put(
            new Thing(row.getString("topic"), row.getObject("aggregate_id", UUID.class)),
            new State(row.getLong("version"), row.getString("hash")));
      }
      return new Projections(things);
    } catch (SQLException e) {
      throw new PartFailed("The copies of " + reader.service() + " could not be read", e);
    }
  }

  /** Those of one topic. */
  Projections of(String topic) {
    Map<Thing, State> some = new HashMap<>(things);
    some.keySet().removeIf(thing -> !thing.topic().equals(topic));
    return new Projections(some);
  }

  Comparison compare(Projections other) {
    int compared = 0;
    int differing = 0;
    String example = "";
    for (Map.Entry<Thing, State> entry : things.entrySet()) {
      State theirs = other.things().get(entry.getKey());
      if (theirs == null || theirs.version() != entry.getValue().version()) {
        continue;
      }
      compared++;
      if (!theirs.equals(entry.getValue())) {
        differing++;
        example = entry + " is " + theirs;
      }
    }
    return new Comparison(compared, differing, example);
  }

  /** Whether everything here stands there at the same version or a later one. */
  boolean reachedBy(Projections other) {
    return things.entrySet().stream()
        .allMatch(
            entry -> {
              State theirs = other.things().get(entry.getKey());
              return theirs != null && theirs.version() >= entry.getValue().version();
            });
  }
}
