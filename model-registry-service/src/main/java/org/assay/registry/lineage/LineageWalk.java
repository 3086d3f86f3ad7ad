package org.assay.registry.lineage;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.registry.experiment.TrackingStoreException;
import org.assay.registry.version.LineageKind;

/**
 * Follows lineage by one recursive statement: up from a version by {@code lineage_edge_unique},
 * down by {@code lineage_edge_dataset}, {@code lineage_edge_parent} and {@code lineage_edge_run}.
 * Down from a data set it also meets what came out of runs that read these bytes before they were
 * registered.
 *
 * <p>No step reads more than {@value #MOST} edges of one node, and PostgreSQL stops a recursion
 * whose rows nobody fetches, so what a walk costs is bounded however much came from something.
 */
@ApplicationScoped
class LineageWalk {

  /** The most edges of an answer in each direction. */
  static final int MOST = 500;

  private static final String WALK =
      """
      with recursive asked as (
        select ?::uuid as version_id, ?::uuid as dataset_id, ?::boolean as up, ?::boolean as down,
               ?::integer as depth),
      up as (
        (select e.version_id, e.kind, e.dataset_id, e.parent_id, e.run_id, 1 as depth
           from asked a join lineage_edge e on a.up and e.version_id = a.version_id limit %1$d)
        union
        select e.version_id, e.kind, e.dataset_id, e.parent_id, e.run_id, w.depth + 1
          from up w
          join asked a on w.depth < a.depth
          cross join lateral (
            select * from lineage_edge n where n.version_id = w.parent_id limit %1$d) e),
      down as (
        ((select e.version_id, e.kind, e.dataset_id, e.parent_id, e.run_id, 1 as depth
            from asked a join lineage_edge e on a.down and e.parent_id = a.version_id limit %1$d)
         union all
         (select e.version_id, e.kind, e.dataset_id, e.parent_id, e.run_id, 1 as depth
            from asked a join lineage_edge e on a.down and e.dataset_id = a.dataset_id limit %1$d)
         union all
         (select e.version_id, input_kind(u.tags), x.id, null::uuid, null::uuid, 1 as depth
            from asked a
            join (%2$s) on a.down and x.id = a.dataset_id
           where not exists (
             select 1 from lineage_edge o where o.version_id = e.version_id and o.dataset_id = x.id)
           limit %1$d))
        union
        select e.version_id, e.kind, e.dataset_id, e.parent_id, e.run_id, w.depth + 1
          from down w
          join asked a on w.depth < a.depth
          cross join lateral (
            select * from lineage_edge n where n.parent_id = w.version_id limit %1$d) e),
      edges as (
        (select true as up, u.* from (select * from up limit %1$d) u)
        union all
        (select false as up, d.* from (select * from down limit %1$d) d))
      select w.up, w.kind, w.depth,
             v.id as v_id, v.project_id as v_project, vm.project_key as v_key, vm.name as v_name,
             v.number as v_number, v.digest as v_digest, v.state as v_state,
             v.data_withdrawn_at is not null as v_lost,
             d.id as d_id, d.project_id as d_project, d.project_key as d_key, d.name as d_name,
             d.version as d_version, d.digest as d_digest, d.state as d_state,
             p.id as p_id, p.project_id as p_project, pm.project_key as p_key, pm.name as p_name,
             p.number as p_number, p.digest as p_digest, p.state as p_state,
             p.data_withdrawn_at is not null as p_lost,
             r.id as r_id, r.project_id as r_project, coalesce(r.name, '') as r_name,
             r.status as r_state
        from edges w
        join model_version v on v.id = w.version_id
        join model vm on vm.id = v.model_id
        left join dataset d on d.id = w.dataset_id
        left join model_version p on p.id = w.parent_id
        left join model pm on pm.id = p.model_id
        left join run r on r.id = w.run_id
       where v.state <> 'DISCARDED'
          or exists (select 1 from lineage_edge c where c.parent_id = v.id)
       order by w.depth, v_id, w.kind, d_id, p_id, r_id
      """
          .formatted(MOST + 1, BytesRead.JOINED);

  private final DataSource database;

  LineageWalk(DataSource database) {
    this.database = database;
  }

  /**
   * Follows lineage from a version or a data set.
   *
   * @param depth how many edges away, from 1
   */
  Found from(LineageNode start, Direction direction, int depth) {
    boolean data = start.kind() == LineageNode.Kind.DATASET;
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(WALK)) {
      query.setObject(1, data ? null : start.id());
      query.setObject(2, data ? start.id() : null);
      query.setBoolean(3, direction != Direction.DOWNSTREAM);
      query.setBoolean(4, direction != Direction.UPSTREAM);
      query.setInt(5, depth);
      try (ResultSet row = query.executeQuery()) {
        return read(row);
      }
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
  }

  private static Found read(ResultSet row) throws SQLException {
    List<Edge> edges = new ArrayList<>();
    int up = 0;
    int down = 0;
    while (row.next()) {
      int ordinal = row.getBoolean("up") ? ++up : ++down;
      if (ordinal <= MOST) {
        edges.add(
            new Edge(
                LineageKind.valueOf(row.getString("kind")),
                version(row, "v"),
                source(row),
                row.getInt("depth")));
      }
    }
    return new Found(edges, up > MOST || down > MOST);
  }

  private static LineageNode source(ResultSet row) throws SQLException {
    if (row.getObject("d_id") != null) {
      return new LineageNode(
          LineageNode.Kind.DATASET,
          row.getObject("d_id", UUID.class),
          row.getObject("d_project", UUID.class),
          row.getString("d_key"),
          row.getString("d_name"),
          null,
          row.getString("d_version"),
          row.getString("d_digest"),
          row.getString("d_state"),
          false);
    }
    if (row.getObject("p_id") != null) {
      return version(row, "p");
    }
    return new LineageNode(
        LineageNode.Kind.RUN,
        requireNonNull(row.getObject("r_id", UUID.class), "An edge has one source"),
        row.getObject("r_project", UUID.class),
        null,
        row.getString("r_name"),
        null,
        null,
        null,
        row.getString("r_state"),
        false);
  }

  private static LineageNode version(ResultSet row, String at) throws SQLException {
    return new LineageNode(
        LineageNode.Kind.VERSION,
        row.getObject(at + "_id", UUID.class),
        row.getObject(at + "_project", UUID.class),
        row.getString(at + "_key"),
        row.getString(at + "_key") + "." + row.getString(at + "_name"),
        row.getInt(at + "_number"),
        null,
        row.getString(at + "_digest"),
        row.getString(at + "_state"),
        row.getBoolean(at + "_lost"));
  }

  /**
   * An edge that a walk went along.
   *
   * @param kind how the version comes from the source
   * @param version the version
   * @param source what it comes from
   * @param depth how many edges away from the start, from 1
   */
  record Edge(LineageKind kind, LineageNode version, LineageNode source, int depth) {}

  /**
   * What a walk found.
   *
   * @param edges the nearest first; one that is reached on ways of several lengths stands several
   *     times
   * @param truncated whether there is more
   */
  record Found(List<Edge> edges, boolean truncated) {

    /** Copies the list. */
    Found {
      edges = List.copyOf(edges);
    }
  }
}
