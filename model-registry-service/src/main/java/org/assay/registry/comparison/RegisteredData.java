package org.assay.registry.comparison;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.kit.identity.Caller;
import org.assay.registry.project.Standings;
import org.assay.registry.version.ModelVersion;
import org.hibernate.Session;

/** The registered data that versions come from, as far as a caller may know of them. */
@ApplicationScoped
class RegisteredData {

  /** The most edges of both versions that are read. */
  static final int MOST = 5_000;

  private final Session entities;
  private final Standings standings;

  RegisteredData(Session entities, Standings standings) {
    this.entities = entities;
    this.standings = standings;
  }

  /**
   * Returns the digests of the data sets that two versions come from, by how they do and by the
   * data's full name and version ({@code lineage_edge_unique}). A data set that the caller may not
   * know of has a number instead, the same for both versions.
   */
  Found of(ModelVersion a, ModelVersion b, Caller caller) {
    List<Tuple> rows =
        entities
            .createNativeQuery(
                """
                select e.version_id, e.kind, d.id, d.project_id,
                       d.project_key || '.' || d.name || '/' || d.version, d.digest
                  from lineage_edge e join dataset d on d.id = e.dataset_id
                 where e.version_id in (:a, :b)
                 order by d.id, e.kind limit :most
                """,
                Tuple.class)
            .setParameter("a", a.id())
            .setParameter("b", b.id())
            .setParameter("most", MOST + 1)
            .getResultList();
    Set<UUID> readable = readable(rows, a.projectId(), caller);
    Map<UUID, Integer> hidden = new HashMap<>();
    Map<UUID, Map<String, String>> found = new HashMap<>();
    for (Tuple row : rows.subList(0, Math.min(rows.size(), MOST))) {
      boolean known = readable.contains(row.get(3, UUID.class));
      String what =
          known
              ? row.get(4, String.class)
              : "hidden " + hidden.computeIfAbsent(row.get(2, UUID.class), _ -> hidden.size() + 1);
      found
          .computeIfAbsent(row.get(0, UUID.class), _ -> new TreeMap<>())
          .put(row.get(1, String.class) + " " + what, known ? row.get(5, String.class) : "hidden");
    }
    return new Found(
        found.getOrDefault(a.id(), Map.of()),
        found.getOrDefault(b.id(), Map.of()),
        rows.size() > MOST);
  }

  private Set<UUID> readable(List<Tuple> rows, UUID own, Caller caller) {
    Set<UUID> others =
        rows.stream()
            .map(row -> row.get(3, UUID.class))
            .filter(project -> !project.equals(own))
            .collect(Collectors.toSet());
    Set<UUID> readable = new HashSet<>(standings.readable(others, caller));
    readable.add(own);
    return readable;
  }

  /**
   * What two versions come from.
   *
   * @param a the digests of data by how the first comes from them and what they are called
   * @param b those of the second
   * @param truncated whether there are more than were read
   */
  record Found(Map<String, String> a, Map<String, String> b, boolean truncated) {

    /** Copies the maps. */
    Found {
      a = Map.copyOf(a);
      b = Map.copyOf(b);
    }
  }
}
