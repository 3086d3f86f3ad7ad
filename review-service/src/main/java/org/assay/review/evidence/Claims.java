package org.assay.review.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.review.ReviewProblem;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The figures that claims consist of, written once with their evidence. */
@ApplicationScoped
class Claims {

  /** What is computed is compared with all of them while the version is locked. */
  private static final int MOST = 20;

  private final Session entities;

  Claims(Session entities) {
    this.entities = entities;
  }

  /**
   * Refuses a claim beside too many others that none supersedes; the version's lock is held.
   *
   * @param leaving the record that it supersedes, null for none
   */
  void refuseMore(UUID versionId, EvidenceContent content, @Nullable UUID leaving) {
    if (content.kind() == EvidenceKind.CLAIM && current(versionId, leaving) >= MOST) {
      throw ProblemException.of(
          ReviewProblem.EVIDENCE_REFUSED,
          "The version has %d claims that none supersedes, which is the most".formatted(MOST));
    }
  }

  private long current(UUID versionId, @Nullable UUID leaving) {
    return entities
        .createNativeQuery(
            """
            select count(*) from evidence e
             where e.version_id = :version and e.kind = 'CLAIM'
               and e.id is distinct from cast(:leaving as uuid)
               and not exists (select 1 from evidence s where s.supersedes = e.id)
            """,
            Long.class)
        .setParameter("version", versionId)
        .setParameter("leaving", leaving, UUID.class)
        .getSingleResult();
  }

  /** Keeps the figures of a record of evidence that is in the database already. */
  void keep(UUID evidenceId, Claim claim) {
    entities
        .createNativeMutationQuery(
            """
            insert into evidence_claim (evidence_id, position, statistic, group_name, value, ci_low,
                   ci_high, n)
            select :id, s.position, s.row ->> 'statistic', s.row ->> 'group',
                   cast(s.row ->> 'value' as double precision),
                   cast(s.row ->> 'ci_low' as double precision),
                   cast(s.row ->> 'ci_high' as double precision), cast(s.row ->> 'n' as bigint)
              from jsonb_array_elements(cast(:statistics as jsonb))
                   with ordinality s (row, position)
            """)
        .setParameter("id", evidenceId)
        .setParameter("statistics", FigureJson.of(claim.statistics()))
        .executeUpdate();
  }

  /** Returns the figures of a claim in the order they were given, none for another kind. */
  List<ClaimedStatistic> of(UUID evidenceId) {
    return entities
        .createNativeQuery(
            """
            select statistic, group_name, value, ci_low, ci_high, n from evidence_claim
             where evidence_id = :id order by position
            """,
            Tuple.class)
        .setParameter("id", evidenceId)
        .getResultList()
        .stream()
        .map(
            row ->
                new ClaimedStatistic(
                    row.get(0, String.class),
                    row.get(1, String.class),
                    row.get(2, Double.class),
                    row.get(3, Double.class),
                    row.get(4, Double.class),
                    row.get(5, Long.class)))
        .toList();
  }
}
