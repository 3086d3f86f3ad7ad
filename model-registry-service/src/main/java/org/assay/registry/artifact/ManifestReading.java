package org.assay.registry.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.registry.artifact.store.ArtifactStore;
import org.hibernate.Session;

/**
 * Reads the manifests that versions froze, and small text files of theirs; each for the project
 * that sealed it, since whoever knows a digest need not know the files.
 */
@ApplicationScoped
public class ManifestReading {

  /** The largest text file that is read. */
  static final int MOST_BYTES = 256 * 1024;

  private final Session entities;
  private final ArtifactStore store;

  ManifestReading(Session entities, ArtifactStore store) {
    this.entities = entities;
    this.store = store;
  }

  /**
   * Returns a text file of a manifest that a project sealed ({@code artifact_seal_manifest}); empty
   * where there is none of this path, it has more than 256 KiB, is no UTF-8, or has rows that were
   * evaluated ({@code artifact_use_digest}), whoever asks.
   */
  public Optional<String> text(UUID projectId, Digest manifest, String path) {
    return entities
        .createNativeQuery(
            """
            select e.digest from artifact_manifest_entry e
             where e.manifest = :manifest and e.path = :path and e.size <= :most
               and not exists (select from artifact_use u
                                where u.project_id = :project and u.digest = e.digest)
               and exists (select from artifact_seal
                            where manifest = :manifest and project_id = :project)
            """,
            Tuple.class)
        .setParameter("project", projectId)
        .setParameter("manifest", manifest.value())
        .setParameter("path", path)
        .setParameter("most", MOST_BYTES)
        .getResultList()
        .stream()
        .findFirst()
        .flatMap(row -> read(new Digest(row.get(0, String.class))));
  }

  private Optional<String> read(Digest digest) {
    try (InputStream bytes = store.read(digest, 0)) {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.readNBytes(MOST_BYTES)))
              .toString());
    } catch (CharacterCodingException noText) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The bytes of " + digest + " cannot be read", e);
    }
  }

  /**
   * Compares two manifests that a project sealed, by path ({@code artifact_manifest_entry_pk}).
   *
   * @param most the most files that differ to return
   * @return empty where the project sealed not both of them
   */
  public Optional<Difference> difference(UUID projectId, Digest a, Digest b, int most) {
    if (!sealed(projectId, a) || !sealed(projectId, b)) {
      return Optional.empty();
    }
    Map<String, String> first = new HashMap<>();
    Map<String, String> second = new HashMap<>();
    entities
        .createNativeQuery(
            """
            select path, x.digest, y.digest
              from (select path, digest from artifact_manifest_entry where manifest = :a) x
              full join (select path, digest from artifact_manifest_entry where manifest = :b) y
                using (path)
             where x.digest is distinct from y.digest
             order by path limit :most
            """,
            Tuple.class)
        .setParameter("a", a.value())
        .setParameter("b", b.value())
        .setParameter("most", most)
        .getResultList()
        .stream()
        .forEach(
            row -> {
              put(first, row, 1);
              put(second, row, 2);
            });
    return Optional.of(new Difference(first, second, same(a, b)));
  }

  private int same(Digest a, Digest b) {
    return entities
        .createNativeQuery(
            """
            select count(*) from artifact_manifest_entry x
              join artifact_manifest_entry y
                on y.manifest = :b and y.path = x.path and y.digest = x.digest
             where x.manifest = :a
            """,
            Tuple.class)
        .setParameter("a", a.value())
        .setParameter("b", b.value())
        .getSingleResult()
        .get(0, Long.class)
        .intValue();
  }

  private boolean sealed(UUID projectId, Digest manifest) {
    return !entities
        .createNativeQuery(
            """
            select 1 from artifact_seal
             where manifest = :manifest and project_id = :project limit 1
            """,
            Tuple.class)
        .setParameter("manifest", manifest.value())
        .setParameter("project", projectId)
        .getResultList()
        .isEmpty();
  }

  private static void put(Map<String, String> digests, Tuple row, int column) {
    String digest = row.get(column, String.class);
    if (digest != null) {
      digests.put(row.get(0, String.class), digest);
    }
  }

  /**
   * What differs between two manifests.
   *
   * @param a the digests of files by path that the first has otherwise or alone
   * @param b those of the second
   * @param unchanged how many files are the same
   */
  public record Difference(Map<String, String> a, Map<String, String> b, int unchanged) {

    /** Copies the maps. */
    public Difference {
      a = Map.copyOf(a);
      b = Map.copyOf(b);
    }
  }
}
