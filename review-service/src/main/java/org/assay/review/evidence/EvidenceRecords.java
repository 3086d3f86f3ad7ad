package org.assay.review.evidence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.EvidenceChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OwnCause;
import org.assay.review.Refusal;
import org.assay.review.evidence.evaluation.Salt;
import org.assay.review.replica.VersionCopy;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The records of evidence, and the digest of each version's current set of them. */
@ApplicationScoped
public class EvidenceRecords implements PanacheRepositoryBase<Evidence, UUID> {

  /** The greatest UUID: before it lie all. */
  private static final UUID LAST = new UUID(-1, -1);

  private final Session entities;
  private final EventLog log;

  EvidenceRecords(Session entities, EventLog log) {
    this.entities = entities;
    this.log = log;
  }

  /**
   * Tells the step that a record has just taken; returns the event's id.
   *
   * @param supersededBy the record that took its place, null while none did
   * @param set the digest of the version's set after the step
   * @param said what the event says besides the record
   */
  UUID tell(
      String type,
      Evidence evidence,
      @Nullable UUID supersededBy,
      VersionCopy version,
      String set,
      Said said,
      Cause cause) {
    return log.append(
        new NewEvent(
            type,
            version.subject(),
            evidence.id(),
            evidence.revision(supersededBy),
            version.modelId(),
            cause,
            new EvidenceChanged(
                evidence.id(),
                evidence.versionId(),
                evidence.modelId(),
                evidence.kind().name(),
                evidence.origin().name(),
                evidence.digest(),
                evidence.supersedes(),
                supersededBy,
                set,
                said.textDigest(),
                said.verdicts().isEmpty() ? null : said.verdicts())));
  }

  /** Returns current records that are over and of which nobody said so, the longest first. */
  public List<UUID> overdue(int limit) {
    return entities
        .createNativeQuery(
            """
            select e.id from evidence e
             where e.valid_until <= clock_timestamp() and e.expired_at is null
               and not exists (select 1 from evidence s where s.supersedes = e.id)
             order by e.valid_until limit :limit
            """,
            Tuple.class)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }

  /** Returns the version that a record is about, without reading the record itself. */
  public UUID version(UUID id) {
    return find("select e.versionId from Evidence e where e.id = ?1", id)
        .project(UUID.class)
        .singleResult();
  }

  /**
   * Tells that a record is over, once; the caller holds the version's lock.
   *
   * @return the event, empty where that was told before or the record was superseded meanwhile
   */
  public Optional<UUID> expire(Evidence evidence, VersionCopy version, Instant now) {
    if (evidence.expiredAt() != null || !successors(List.of(evidence.id())).isEmpty()) {
      return Optional.empty();
    }
    evidence.expire(now);
    return Optional.of(
        tell(
            EventTypes.EVIDENCE_EXPIRED,
            evidence,
            null,
            version,
            digest(version.id()),
            Said.NOTHING,
            OwnCause.of(evidence.createdBy(), null)));
  }

  /**
   * Returns the record of a version that another one is to supersede, empty where it names none.
   *
   * @throws ProblemException 422 where the version has none of that id, 409 where another one did
   */
  Optional<Evidence> supersedable(VersionCopy version, @Nullable UUID id) {
    if (id == null) {
      return Optional.empty();
    }
    Evidence old =
        findByIdOptional(id)
            .filter(found -> found.versionId().equals(version.id()))
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "/supersedes",
                        "UNKNOWN_EVIDENCE",
                        "The version has no evidence %s".formatted(id)));
    Refusal.refuse(EvidenceGuard.superseded(successors(List.of(id)).get(id)));
    return Optional.of(old);
  }

  /** Returns the digest of a version's current evidence. */
  public String digest(UUID versionId) {
    return entities
        .createNativeQuery(
            "select digest from evidence_set where version_id = :version", Tuple.class)
        .setParameter("version", versionId)
        .uniqueResultOptional()
        .map(row -> row.get(0, String.class))
        .orElse(EvidenceSet.EMPTY);
  }

  /** Computes the digest of a version's set anew after a change; the caller holds its lock. */
  String changed(UUID versionId) {
    flush();
    String digest = current(versionId).digest();
    entities
        .createNativeMutationQuery(
            """
            insert into evidence_set (version_id, digest) values (:version, :digest)
            on conflict (version_id) do update set digest = excluded.digest
            """)
        .setParameter("version", versionId)
        .setParameter("digest", digest)
        .executeUpdate();
    return digest;
  }

  /** Returns what goes into the digests of small counts of a version; the same of all of them. */
  String salt(UUID versionId) {
    entities
        .createNativeMutationQuery(
            "insert into evidence_salt (version_id, salt) values (:version, :salt) on conflict do nothing")
        .setParameter("version", versionId)
        .setParameter("salt", Salt.fresh())
        .executeUpdate();
    return entities
        .createNativeQuery(
            "select salt from evidence_salt where version_id = :version", Tuple.class)
        .setParameter("version", versionId)
        .getSingleResult()
        .get(0, String.class);
  }

  private EvidenceSet current(UUID versionId) {
    return new EvidenceSet(
        entities
            .createNativeQuery(
                """
                select e.id, e.digest from evidence e
                 where e.version_id = :version and e.kind <> 'MONITORING_WINDOW'
                   and not exists (select 1 from evidence s where s.supersedes = e.id)
                """,
                Tuple.class)
            .setParameter("version", versionId)
            .getResultList()
            .stream()
            .map(row -> new EvidenceSet.Entry(row.get(0, UUID.class), row.get(1, String.class)))
            .toList());
  }

  /** Says whether somebody has, or had, a review of the version; index (subject, review). */
  boolean reviewedBy(UUID versionId, String subject) {
    return entities
            .createNativeQuery(
                """
                select count(*) from review_assignee s join review w on w.id = s.review_id
                 where s.subject = :subject and w.version_id = :version
                """,
                Long.class)
            .setParameter("subject", subject)
            .setParameter("version", versionId)
            .getSingleResult()
        > 0;
  }

  /** Returns how many records but windows a version has, superseded ones too. */
  long of(UUID versionId) {
    return count("versionId = ?1 and kind <> ?2", versionId, EvidenceKind.MONITORING_WINDOW);
  }

  /**
   * What a version's set has of counts by group, those of predictions too.
   *
   * @param records how many records
   * @param groups how many groups they have together
   */
  record CountedNow(long records, long groups) {}

  /**
   * Returns what is in a version's set now of counts by group (index (version, id)).
   *
   * @param leaving a record that is about to be superseded, and so is left out; null for none
   */
  CountedNow counted(UUID versionId, @Nullable UUID leaving) {
    Tuple row =
        entities
            .createNativeQuery(
                """
                select count(*), cast(coalesce(sum(
                         (select count(*) from evidence_group g where g.evidence_id = e.id)
                         + (select coalesce(sum(a.group_count), 0) from evaluation_attribute a
                             where a.evidence_id = e.id)), 0) as bigint)
                  from evidence e
                 where e.version_id = :version and e.origin = 'COMPUTED'
                   and e.kind not in ('EXPLAINABILITY', 'PRIVACY_ATTACK', 'MONITORING_WINDOW')
                   and e.id is distinct from cast(:leaving as uuid)
                   and not exists (select 1 from evidence s where s.supersedes = e.id)
                """,
                Tuple.class)
            .setParameter("version", versionId)
            .setParameter("leaving", leaving, UUID.class)
            .getSingleResult();
    return new CountedNow(row.get(0, Long.class), row.get(1, Long.class));
  }

  /** Returns which of the given records of a version, windows too, no others supersede. */
  public Set<UUID> current(UUID versionId, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Set.of()
        : find(
                """
                select e.id from Evidence e where e.versionId = ?1 and e.id in ?2
                 and not exists (select 1 from Evidence s where s.supersedes = e.id)
                """,
                versionId,
                ids)
            .project(UUID.class)
            .stream()
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns for each of the given records the one of a version's set that has the same bytes and is
   * of the same kind, itself where it is in that set; without those that have ended, those that
   * were superseded by other bytes where they were given, and those of which there is none.
   */
  public Map<UUID, UUID> same(UUID versionId, Collection<UUID> ids) {
    Map<UUID, UUID> same = new HashMap<>();
    if (ids.isEmpty()) {
      return same;
    }
    entities
        .createNativeQuery(
            """
            select distinct on (b.id) b.id, n.id
              from evidence b
              join evidence n on n.version_id = :version and n.kind = b.kind
               and n.digest = b.digest
             where b.id in (:ids)
               and (n.valid_until is null or n.valid_until > clock_timestamp())
               and not exists (select 1 from evidence s where s.supersedes = n.id)
               and not exists (
                 select 1 from evidence s where s.supersedes = b.id and s.digest <> b.digest)
             order by b.id, n.id = b.id desc, n.id
            """,
            Tuple.class)
        .setParameter("version", versionId)
        .setParameter("ids", ids)
        .getResultList()
        .forEach(row -> same.put(row.get(0, UUID.class), row.get(1, UUID.class)));
    return same;
  }

  /** Returns the records that superseded the given ones, by the id of the superseded. */
  public Map<UUID, UUID> successors(Collection<UUID> ids) {
    Map<UUID, UUID> successors = new HashMap<>();
    if (ids.isEmpty()) {
      return successors;
    }
    entities
        .createNativeQuery(
            "select supersedes, id from evidence where supersedes in (:ids)", Tuple.class)
        .setParameter("ids", ids)
        .getResultList()
        .forEach(row -> successors.put(row.get(0, UUID.class), row.get(1, UUID.class)));
    return successors;
  }

  /**
   * Returns the evidence of a version, newest first; index (version, id).
   *
   * @param current whether only what is in the set: not superseded, and no window
   */
  List<Evidence> newestFirst(UUID versionId, boolean current, Optional<UUID> before, int limit) {
    String inSet =
        " and e.kind <> org.assay.review.evidence.EvidenceKind.MONITORING_WINDOW"
            + " and not exists (select 1 from Evidence s where s.supersedes = e.id)";
    return find(
            "from Evidence e where e.versionId = ?1 and e.id < ?2"
                + (current ? inSet : "")
                + " order by e.id desc",
            versionId,
            before.orElse(LAST))
        .page(0, limit)
        .list();
  }
}
