package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.review.evidence.EvidenceKind;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * Compares the evidence of a version with what a review was approved on, by kind and bytes; bounded
 * by how many records a version has.
 */
@ApplicationScoped
class EvidenceChanges {

  private static final String CHANGES =
      """
      with was as (
        select e.* from evidence e where e.id = any(cast(:before as uuid[]))),
      now as (
        select e.* from evidence e
         where e.version_id = :version and e.kind <> 'MONITORING_WINDOW'
           and not exists (select 1 from evidence s where s.supersedes = e.id)),
      change as (
        select n.id, 'ADDED' as what, n.kind, n.note_id, n.digest,
               cast(null as uuid) as superseded_by, n.valid_until
          from now n
         where not exists (select 1 from was w where w.kind = n.kind and w.digest = n.digest)
        union all
        select w.id, case when w.version_id = :version then 'SUPERSEDED' else 'ABSENT' end,
               w.kind, w.note_id, w.digest, s.id, w.valid_until
          from was w
          left join evidence s on s.supersedes = w.id and s.version_id = :version
         where not exists (select 1 from now n where n.kind = w.kind and n.digest = w.digest)
        union all
        select n.id, 'ENDED', n.kind, n.note_id, n.digest, null, n.valid_until
          from now n
         where n.valid_until <= clock_timestamp()
           and exists (select 1 from was w where w.kind = n.kind and w.digest = n.digest))
      """;

  private final Session entities;

  EvidenceChanges(Session entities) {
    this.entities = entities;
  }

  /** A record that changed; the note holds its title. */
  record Changed(
      UUID id,
      EvidenceChange change,
      EvidenceKind kind,
      UUID noteId,
      String digest,
      @Nullable UUID supersededBy,
      @Nullable Instant validUntil) {}

  /** Returns how many records changed in each way. */
  Map<EvidenceChange, Long> count(Basis basis, UUID versionId) {
    Map<EvidenceChange, Long> counts = new EnumMap<>(EvidenceChange.class);
    query(CHANGES + "select c.what, count(*) from change c group by c.what", basis, versionId)
        .getResultList()
        .forEach(
            row ->
                counts.put(
                    EvidenceChange.valueOf(row.get(0, String.class)), row.get(1, Long.class)));
    return counts;
  }

  /** Returns what changed, in the order of its ids. */
  List<Changed> inOrder(Basis basis, UUID versionId, Optional<UUID> after, int limit) {
    return query(
            CHANGES
                + """
                select c.id, c.what, c.kind, c.note_id, c.digest, c.superseded_by, c.valid_until
                  from change c where c.id > :after order by c.id limit :limit
                """,
            basis,
            versionId)
        .setParameter("after", after.orElse(new UUID(0, 0)))
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(EvidenceChanges::changed)
        .toList();
  }

  private NativeQuery<Tuple> query(String sql, Basis basis, UUID versionId) {
    return entities
        .createNativeQuery(sql, Tuple.class)
        .setParameter(
            "before", basis.evidence().stream().map(UUID::toString).toArray(String[]::new))
        .setParameter("version", versionId);
  }

  private static Changed changed(Tuple row) {
    return new Changed(
        row.get(0, UUID.class),
        EvidenceChange.valueOf(row.get(1, String.class)),
        EvidenceKind.valueOf(row.get(2, String.class)),
        row.get(3, UUID.class),
        row.get(4, String.class),
        row.get(5, UUID.class),
        row.get(6, Instant.class));
  }
}
