package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.review.classification.Tier;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.requirement.VersionFacts.ClassificationFacts;
import org.assay.review.round.AskedQuestions.Asked;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What reviews were approved on, kept when they were, for later reviews to go on from. */
@ApplicationScoped
class Bases {

  /**
   * The last approved review of each kind: of an earlier round of the version itself, else of the
   * version whose place it takes, else of the one that was released last of the model.
   */
  private static final String LAST =
      """
      select distinct on (r.type) r.type, r.id
        from (select cast(:version as uuid) as version_id, 0 as rank
              union all
              select o.id, 1 from version_copy v
                join version_copy o on o.model_id = v.model_id and o.number = v.supersedes
               where v.id = cast(:version as uuid)
              union all
              (select d.version_id, 2 from release_decision d
                where d.model_id = :model and d.version_id <> cast(:version as uuid)
                  and d.revocation_id is null
                order by d.decided_at desc limit 1)) p
        join review r on r.version_id = p.version_id and r.approved_at is not null
         and (p.rank > 0 or r.round < :round)
        join review_basis b on b.review_id = r.id
       order by r.type, p.rank, r.round desc
      """;

  private static final String KEEP =
      """
      insert into review_basis (review_id, evidence, asked, tier, classification_id, kind,
                                federated, unit)
      values (:review,
              (select coalesce(array_agg(e.id order by e.id), '{}') from evidence e
                where e.version_id = :version and e.kind <> 'MONITORING_WINDOW'
                  and not exists (select 1 from evidence s where s.supersedes = e.id)),
              :asked, :tier, :classification, :kind, :federated, :unit)
      on conflict (review_id) do update
         set evidence = excluded.evidence, asked = excluded.asked, tier = excluded.tier,
             classification_id = excluded.classification_id, kind = excluded.kind,
             federated = excluded.federated, unit = excluded.unit
      """;

  private final Session entities;

  Bases(Session entities) {
    this.entities = entities;
  }

  /**
   * Returns what the reviews of a round go on from, by their kind; those without are missing. Three
   * versions at most are looked at, by the unique key of reviews.
   */
  Map<ReviewType, UUID> last(VersionCopy version, int round) {
    Map<ReviewType, UUID> last = new EnumMap<>(ReviewType.class);
    entities
        .createNativeQuery(LAST, Tuple.class)
        .setParameter("version", version.id())
        .setParameter("model", version.modelId())
        .setParameter("round", round)
        .getResultList()
        .forEach(
            row -> last.put(ReviewType.valueOf(row.get(0, String.class)), row.get(1, UUID.class)));
    return last;
  }

  /**
   * Keeps what a review was approved on just now; the caller holds the lock of its round, so that
   * the evidence is that which the approvals are bound to.
   */
  void keep(Review review, AskedQuestions asked, VersionFacts known) {
    ClassificationFacts classification = known.classification();
    Tier tier = known.tier();
    entities
        .createNativeMutationQuery(KEEP)
        .setParameter("review", review.id())
        .setParameter("version", review.versionId())
        .setParameter(
            "asked",
            asked.all().stream()
                .map(Asked::question)
                .map(question -> question.id())
                .toArray(String[]::new))
        .setParameter("tier", tier == null ? null : tier.name(), String.class)
        .setParameter(
            "classification", classification == null ? null : classification.newest(), UUID.class)
        .setParameter("kind", known.setting().kind(), String.class)
        .setParameter("federated", known.setting().federated(), Boolean.class)
        .setParameter("unit", known.setting().unit(), String.class)
        .executeUpdate();
  }

  /** Returns what a review goes on from, empty where it is the first of its kind. */
  Optional<Basis> of(Review review) {
    return entities
        .createNativeQuery(
            """
            select r.id, r.version_id, r.round, r.digest, r.evidence_digest, r.policy_version_id,
                   r.checklist, r.approved_at, b.evidence, b.asked, b.tier, b.classification_id,
                   b.kind, b.federated, b.unit
              from review r join review_basis b on b.review_id = r.id
             where r.id = cast(:basis as uuid) and r.approved_at is not null
            """,
            Tuple.class)
        .setParameter("basis", review.basisId(), UUID.class)
        .uniqueResultOptional()
        .map(Bases::basis);
  }

  private static Basis basis(Tuple row) {
    return new Basis(
        row.get(0, UUID.class),
        row.get(1, UUID.class),
        row.get(2, Integer.class),
        row.get(3, String.class),
        row.get(4, String.class),
        row.get(5, UUID.class),
        row.get(6, String.class),
        row.get(7, Instant.class),
        List.of(row.get(8, UUID[].class)),
        Set.of(row.get(9, String[].class)),
        tier(row.get(10, String.class)),
        row.get(11, UUID.class),
        row.get(12, String.class),
        row.get(13, Boolean.class),
        row.get(14, String.class));
  }

  private static @Nullable Tier tier(@Nullable String name) {
    return name == null ? null : Tier.valueOf(name);
  }
}
