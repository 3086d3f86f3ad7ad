package org.assay.registry.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.name.Digest;

/** The folders and files that versions rest on, with their manifests. */
@ApplicationScoped
class Seals {

  private final EntityManager entities;

  Seals(EntityManager entities) {
    this.entities = entities;
  }

  /** Returns the manifest under which exactly this path is sealed ({@code artifact_seal_pk}). */
  Optional<Digest> of(UUID projectId, ArtifactPath path) {
    return rows(
            "select manifest from artifact_seal where project_id = :project and path in :paths",
            projectId,
            List.of(path.value()))
        .stream()
        .map(Digest::new)
        .findFirst();
  }

  /**
   * Returns which of these paths are sealed themselves ({@code artifact_seal_pk}), or of files in
   * use ({@code artifact_use_place}).
   */
  Set<String> among(UUID projectId, Collection<String> paths) {
    return new HashSet<>(
        rows(
            """
            select path from artifact_seal where project_id = :project and path in :paths
            union all
            select k.path from artifact_use k
             where k.project_id = :project and k.path in :paths and
            """
                + KeptUses.KEPT,
            projectId,
            paths));
  }

  /** Says whether anything in a folder is sealed or in use. */
  boolean anyWithin(UUID projectId, ArtifactPath folder) {
    return !entities
        .createNativeQuery(
            """
            select 1 from artifact_seal
             where project_id = :project and path > :from and path < :to
            union all
            select 1 from artifact_use k
             where k.project_id = :project and k.path > :from and k.path < :to and
            """
                + KeptUses.KEPT
                + " limit 1",
            Tuple.class)
        .setParameter("project", projectId)
        .setParameter("from", folder.value() + "/")
        .setParameter("to", folder.value() + "0")
        .getResultList()
        .isEmpty();
  }

  private List<String> rows(String sql, UUID projectId, Collection<String> paths) {
    if (paths.isEmpty()) {
      return List.of();
    }
    List<?> rows =
        entities
            .createNativeQuery(sql, Tuple.class)
            .setParameter("project", projectId)
            .setParameter("paths", paths)
            .getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .map(row -> row.get(0, String.class))
        .collect(Collectors.toList());
  }

  /**
   * Takes the lock of what a digest means until the transaction ends: whoever seals a file or a
   * folder of it holds it.
   */
  void lock(Digest digest) {
    ArtifactLock.MEANING.take(entities, digest.value());
  }

  /** Says whether a manifest is known by this digest ({@code artifact_manifest_pk}). */
  boolean isManifest(Digest digest) {
    return !entities
        .createNativeQuery("select 1 from artifact_manifest where digest = :digest", Tuple.class)
        .setParameter("digest", digest.value())
        .getResultList()
        .isEmpty();
  }

  /** Says whether a single file of this digest is sealed ({@code artifact_digest}). */
  boolean isSealedFile(Digest digest) {
    return !entities
        .createNativeQuery(
            """
            select 1 from artifact a
              join artifact_seal s on s.project_id = a.project_id and s.path = a.path
             where a.digest = :digest limit 1
            """,
            Tuple.class)
        .setParameter("digest", digest.value())
        .getResultList()
        .isEmpty();
  }

  /** Keeps a manifest; one of the same digest is the same manifest. */
  void keep(Manifest manifest, Digest digest) {
    int added =
        entities
            .createNativeQuery(
                """
                insert into artifact_manifest (digest, files, size) values (:digest, :files, :size)
                on conflict (digest) do nothing
                """)
            .setParameter("digest", digest.value())
            .setParameter("files", manifest.entries().size())
            .setParameter("size", manifest.size())
            .executeUpdate();
    if (added > 0) {
      keepEntries(manifest, digest);
    }
  }

  private void keepEntries(Manifest manifest, Digest digest) {
    List<Manifest.Entry> entries = manifest.entries();
    entities
        .createNativeQuery(
            """
            insert into artifact_manifest_entry (manifest, path, digest, size)
            select :manifest, e.* from unnest(:paths, :digests, :sizes) e
            """)
        .setParameter("manifest", digest.value())
        .setParameter("paths", entries.stream().map(e -> e.path().value()).toArray(String[]::new))
        .setParameter(
            "digests", entries.stream().map(e -> e.digest().value()).toArray(String[]::new))
        .setParameter("sizes", entries.stream().map(Manifest.Entry::size).toArray(Long[]::new))
        .executeUpdate();
  }

  /** Seals a path, which somebody else may do at the same time; the project's lock is shared. */
  void seal(UUID projectId, ArtifactPath path, Digest manifest, String by) {
    entities
        .createNativeQuery(
            """
            insert into artifact_seal (project_id, path, manifest, sealed_by)
            values (:project, :path, :manifest, :by)
            on conflict (project_id, path) do nothing
            """)
        .setParameter("project", projectId)
        .setParameter("path", path.value())
        .setParameter("manifest", manifest.value())
        .setParameter("by", by)
        .executeUpdate();
  }

  /** Returns the files of a manifest in order of path, at most so many after a path. */
  List<Manifest.Entry> entries(Digest manifest, String after, int most) {
    List<?> rows =
        entities
            .createNativeQuery(
                """
                select path, digest, size from artifact_manifest_entry
                 where manifest = :manifest and path > :after order by path limit :most
                """,
                Tuple.class)
            .setParameter("manifest", manifest.value())
            .setParameter("after", after)
            .setParameter("most", most)
            .getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .map(
            row ->
                new Manifest.Entry(
                    new ArtifactPath(row.get(0, String.class)),
                    new Digest(row.get(1, String.class)),
                    row.get(2, Long.class)))
        .toList();
  }
}
