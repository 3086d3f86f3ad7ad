package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.assay.registry.dataset.DataUses;
import org.assay.registry.run.Run;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * What versions come from. Edges are written with the version that they belong to, before anything
 * can come from it, so they never close a circle.
 */
@ApplicationScoped
class LineageEdges {

  private final Session entities;

  LineageEdges(Session entities) {
    this.entities = entities;
  }

  /**
   * Returns the run, and the registered data sets of its project that it says it read. What the run
   * calls them to it decides the kind; of data whose part is not said, it is taken that they were
   * learned from.
   */
  List<LineageEdge> of(Run run) {
    List<LineageEdge> edges = new ArrayList<>();
    edges.add(LineageEdge.toRun(LineageKind.PRODUCED_BY, run.id()));
    edges.addAll(dataOf(List.of(run.id())));
    return edges;
  }

  /** Returns the registered data sets that runs say they read. */
  private List<LineageEdge> dataOf(List<UUID> runs) {
    UUID[] ids = runs.toArray(UUID[]::new);
    if (!readAny(ids)) {
      return List.of();
    }
    return entities
        .createNativeQuery(
            """
            select distinct input_kind(r.tags) as kind, d.id
              from run_dataset r
              join run o on o.id = r.run_id
              join input_dataset i on i.id = r.dataset_id
              %s
             where r.run_id = any(:runs)
            """
                .formatted(DataUses.REGISTERED),
            Tuple.class)
        .setParameter("runs", ids)
        .getResultList()
        .stream()
        .map(
            row ->
                LineageEdge.toData(
                    LineageKind.valueOf(row.get(0, String.class)), row.get(1, UUID.class)))
        .toList();
  }

  /** Most runs say nothing of data, and to plan the search for it takes longer than to ask this. */
  private boolean readAny(UUID[] runs) {
    return entities
        .createNativeQuery(
            "select exists (select from run_dataset where run_id = any(:runs))", Boolean.class)
        .setParameter("runs", runs)
        .getSingleResult();
  }

  /** Writes edges of a version, in one statement; one that is there already stays. */
  void add(UUID versionId, List<LineageEdge> edges) {
    entities
        .createNativeMutationQuery(
            """
            insert into lineage_edge (version_id, kind, dataset_id, parent_id, run_id)
            select :version, e.* from unnest(:kinds, :datasets, :parents, :runs) e
            on conflict do nothing
            """)
        .setParameter("version", versionId)
        .setParameter(
            "kinds", edges.stream().map(edge -> edge.kind().name()).toArray(String[]::new))
        .setParameter("datasets", ids(edges, LineageEdge::datasetId))
        .setParameter("parents", ids(edges, LineageEdge::parentId))
        .setParameter("runs", ids(edges, LineageEdge::runId))
        .executeUpdate();
  }

  /**
   * Returns which data sets were withdrawn that the edges lead to: by themselves, by what their
   * runs read, or by what their versions come from. From here until the transaction ends no
   * withdrawal that concerns them goes on, so each is seen either here or by whoever withdraws.
   */
  Set<UUID> withdrawn(List<LineageEdge> edges) {
    Set<UUID> found = new HashSet<>();
    List<LineageEdge> data = new ArrayList<>(edges);
    // What the run that produced it read stands among the edges already, by of(Run).
    UUID[] runs =
        sorted(
            edges.stream().filter(edge -> edge.kind() != LineageKind.PRODUCED_BY).toList(),
            LineageEdge::runId);
    if (runs.length > 0) {
      data.addAll(dataOf(List.of(runs)));
    }
    // Versions before data sets, as whoever flags them.
    UUID[] parents = sorted(edges, LineageEdge::parentId);
    if (parents.length > 0) {
      entities
          .createNativeQuery(
              "select id from model_version where id = any(:ids) order by id for share",
              Tuple.class)
          .setParameter("ids", parents)
          .getResultList();
    }
    UUID[] datasets = sorted(data, LineageEdge::datasetId);
    if (datasets.length > 0) {
      entities
          .createNativeQuery(
              "select id, state from dataset where id = any(:ids) order by id for share",
              Tuple.class)
          .setParameter("ids", datasets)
          .getResultList()
          .stream()
          .filter(row -> row.get(1, String.class).equals("WITHDRAWN"))
          .forEach(row -> found.add(row.get(0, UUID.class)));
    }
    withdrawnByVersion(List.of(parents)).values().forEach(found::addAll);
    return found;
  }

  /**
   * Returns which withdrawn data sets each of at most a page's worth of versions descends from
   * ({@code version_withdrawn_data_pk}).
   */
  Map<UUID, List<UUID>> withdrawnByVersion(Collection<UUID> versionIds) {
    if (versionIds.isEmpty()) {
      return Map.of();
    }
    return byVersion(
        entities
            .createNativeQuery(
                """
                select version_id, dataset_id from version_withdrawn_data
                 where version_id = any(:ids) order by version_id, dataset_id
                """,
                Tuple.class)
            .setParameter("ids", versionIds.toArray(UUID[]::new))
            .getResultList());
  }

  /**
   * Notes that each of at most a few hundred versions descends from each of some withdrawn data
   * sets, in one statement; returns those that are new to it, by version.
   */
  Map<UUID, List<UUID>> flag(Collection<UUID> versionIds, Collection<UUID> datasetIds) {
    return byVersion(
        entities
            .createNativeQuery(
                """
                insert into version_withdrawn_data (version_id, dataset_id)
                select v, d from unnest(:versions) v cross join unnest(:datasets) d order by v, d
                on conflict do nothing returning version_id, dataset_id
                """,
                Tuple.class)
            .setParameter("versions", versionIds.toArray(UUID[]::new))
            .setParameter("datasets", datasetIds.toArray(UUID[]::new))
            .getResultList());
  }

  private static Map<UUID, List<UUID>> byVersion(List<Tuple> rows) {
    Map<UUID, List<UUID>> datasets = new HashMap<>();
    rows.forEach(
        row ->
            datasets
                .computeIfAbsent(row.get(0, UUID.class), _ -> new ArrayList<>())
                .add(row.get(1, UUID.class)));
    return datasets;
  }

  private static UUID[] ids(List<LineageEdge> edges, Function<LineageEdge, @Nullable UUID> id) {
    return edges.stream().map(id).toArray(UUID[]::new);
  }

  private static UUID[] sorted(List<LineageEdge> edges, Function<LineageEdge, @Nullable UUID> id) {
    return edges.stream().map(id).filter(Objects::nonNull).distinct().sorted().toArray(UUID[]::new);
  }
}
