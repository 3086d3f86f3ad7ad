package org.assay.review.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** The figures that were claimed and computed otherwise, and the findings about them. */
@ApplicationScoped
public class Disagreements {

  /** How many are shown with a record of evidence. */
  private static final int MOST_SHOWN = 1_000;

  private static final String COLUMNS =
      """
      d.id, d.claim_id, d.metric, d.statistic, d.group_name, d.computed_id, d.claimed, d.computed,
      d.ci_low, d.ci_high, d.of_groups, d.small_counts, coalesce((
        select e.data_digest is not null and not exists (
                 select 1 from evaluation x
                  where x.evidence_id = d.computed_id and x.data_digest = e.data_digest)
          from evidence e where e.id = d.claim_id), false)
      """;

  private final Session entities;

  Disagreements(Session entities) {
    this.entities = entities;
  }

  /** Keeps those that are not known, in one statement however many they are. */
  void keep(UUID versionId, List<Disagreement> found, Instant at) {
    if (found.isEmpty()) {
      return;
    }
    entities
        .createNativeMutationQuery(
            """
            insert into claim_disagreement (id, version_id, claim_id, metric, statistic,
                   group_name, computed_id, claimed, computed, ci_low, ci_high, of_groups,
                   small_counts, found_at)
            select cast(d ->> 'id' as uuid), :version, cast(d ->> 'claim_id' as uuid),
                   d ->> 'metric', d ->> 'statistic', d ->> 'group',
                   cast(d ->> 'computed_id' as uuid), cast(d ->> 'claimed' as double precision),
                   cast(d -> 'computed' ->> 'value' as double precision),
                   cast(d -> 'computed' ->> 'ci_low' as double precision),
                   cast(d -> 'computed' ->> 'ci_high' as double precision),
                   cast(d ->> 'of_groups' as boolean), cast(d ->> 'small_counts' as boolean), :at
              from json_array_elements(cast(:found as json)) d
            on conflict do nothing
            """)
        .setParameter("version", versionId)
        .setParameter("found", FigureJson.of(found))
        .setParameter("at", at)
        .executeUpdate();
  }

  /** Returns what a claim is contradicted by, or which claims a record contradicts. */
  List<Disagreement> of(UUID evidenceId) {
    return entities
        .createNativeQuery(
            "select "
                + COLUMNS
                + """
                  from claim_disagreement d
                 where d.claim_id = :id or d.computed_id = :id
                 order by d.found_at, d.id limit :limit
                """,
            Tuple.class)
        .setParameter("id", evidenceId)
        .setParameter("limit", MOST_SHOWN)
        .getResultList()
        .stream()
        .map(Disagreements::disagreement)
        .toList();
  }

  /**
   * Returns those of a version that a review of a round has to hear of: their records are in the
   * set still, and no finding about them is of that round or was ended by a reviewer. Of figures
   * with a small count of a record one finding of a round at a time is enough, whatever is claimed:
   * who may not see them would find them by claiming one after the other. Once a reviewer ended
   * that one, another claim is told of.
   */
  public List<Disagreement> untold(UUID versionId, int round) {
    return entities
        .createNativeQuery(
            "select "
                + COLUMNS
                + """
                  from claim_disagreement d
                 where d.version_id = :version
                   and not exists (
                     select 1 from evidence s where s.supersedes in (d.claim_id, d.computed_id))
                   and not exists (
                     select 1 from finding f join review w on w.id = f.review_id
                      where f.id = d.finding_id
                        and (w.round = :round or f.state in ('ACCEPTED', 'WITHDRAWN')))
                   and not (d.small_counts and exists (
                     select 1 from claim_disagreement o join finding f on f.id = o.finding_id
                       join review w on w.id = f.review_id
                      where o.computed_id = d.computed_id and o.small_counts and w.round = :round
                        and f.state not in ('ACCEPTED', 'WITHDRAWN')))
                 order by d.claim_id, d.computed_id, d.metric, d.id
                """,
            Tuple.class)
        .setParameter("version", versionId)
        .setParameter("round", round)
        .getResultList()
        .stream()
        .map(Disagreements::disagreement)
        .toList();
  }

  /** Notes the finding that tells of them. */
  public void told(List<Disagreement> told, UUID findingId) {
    entities
        .createNativeMutationQuery(
            "update claim_disagreement set finding_id = :finding where id in (:told)")
        .setParameter("finding", findingId)
        .setParameter("told", told.stream().map(Disagreement::id).toList())
        .executeUpdate();
  }

  private static Disagreement disagreement(Tuple row) {
    return new Disagreement(
        row.get(0, UUID.class),
        row.get(1, UUID.class),
        row.get(2, String.class),
        row.get(3, String.class),
        row.get(4, String.class),
        row.get(5, UUID.class),
        row.get(6, Double.class),
        new ComputedFigure(
            row.get(7, Double.class), row.get(8, Double.class), row.get(9, Double.class)),
        row.get(10, Boolean.class),
        row.get(11, Boolean.class),
        row.get(12, Boolean.class));
  }
}
