package org.assay.registry.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import org.assay.contracts.name.Digest;

/** Which bytes the store keeps, and what refers to them. */
@ApplicationScoped
class Blobs {

  private final EntityManager entities;

  Blobs(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Takes the lock of a digest until the transaction ends: whoever puts its bytes into the store or
   * removes them holds it.
   */
  void lock(Digest digest) {
    ArtifactLock.BYTES.take(entities, digest.value());
  }

  /** Notes that the store keeps these bytes. */
  void add(Digest digest, long size) {
    entities
        .createNativeQuery(
            """
            insert into artifact_blob (digest, size) values (:digest, :size)
            on conflict (digest) do nothing
            """)
        .setParameter("digest", digest.value())
        .setParameter("size", size)
        .executeUpdate();
  }

  /** Notes that something refers to these bytes no more, so that the collection looks at them. */
  void unreference(Digest digest) {
    entities
        .createNativeQuery(
            """
            insert into artifact_unreferenced (digest) values (:digest)
            on conflict (digest) do update set since = now()
            """)
        .setParameter("digest", digest.value())
        .executeUpdate();
  }

  /** Returns digests to look at, the oldest first ({@code artifact_unreferenced_since}). */
  List<Digest> unreferenced(Instant before, int most) {
    return digests(
        """
        select digest from artifact_unreferenced where since < :before order by since limit :most
        """,
        before,
        most);
  }

  private List<Digest> digests(String sql, Instant before, int most) {
    List<?> rows =
        entities
            .createNativeQuery(sql, Tuple.class)
            .setParameter("before", before)
            .setParameter("most", most)
            .getResultList();
    return rows.stream()
        .map(Tuple.class::cast)
        .map(row -> new Digest(row.get(0, String.class)))
        .toList();
  }

  /** Says whether the store is known to keep these bytes. */
  boolean exists(Digest digest) {
    return !entities
        .createNativeQuery("select 1 from artifact_blob where digest = :digest", Tuple.class)
        .setParameter("digest", digest.value())
        .getResultList()
        .isEmpty();
  }

  /**
   * Forgets these bytes unless something refers to them, and takes them off the list either way;
   * the lock is taken.
   *
   * @return whether they are forgotten, and the store is to remove them
   */
  boolean forget(Digest digest) {
    int forgotten =
        entities
            .createNativeQuery(
                """
                delete from artifact_blob b where b.digest = :digest
                   and not exists (select from artifact a where a.digest = b.digest)
                   and not exists (select from artifact_manifest_entry e where e.digest = b.digest)
                """)
            .setParameter("digest", digest.value())
            .executeUpdate();
    entities
        .createNativeQuery("delete from artifact_unreferenced where digest = :digest")
        .setParameter("digest", digest.value())
        .executeUpdate();
    return forgotten > 0;
  }
}
