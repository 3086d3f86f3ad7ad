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
      d.id, d.claim_id, d.statistic, d.group_name, d.computed_id, d.claimed, d.computed, d.ci_low,
      d.ci_high, d.of_groups, d.small_counts
      """;

  private final Session entities;

  Disagreements(Session entities) {
    this.entities = entities;
  }

  /** Keeps one, unless it is known. */
  void keep(UUID versionId, Disagreement found, Instant at) {
    entities
        .createNativeMutationQuery(
            """
            insert into claim_disagreement (id, version_id, claim_id, statistic, group_name,
                   computed_id, claimed, computed, ci_low, ci_high, of_groups, small_counts,
                   found_at)
            values (:id, :version, :claim, :statistic, :group, :computedId, :claimed, :computed,
                    :low, :high, :ofGroups, :small, :at)
            on conflict do nothing
            """)
        .setParameter("id", found.id())
        .setParameter("version", versionId)
        .setParameter("claim", found.claimId())
        .setParameter("statistic", found.statistic())
        .setParameter("group", found.group(), String.class)
        .setParameter("computedId", found.computedId())
        .setParameter("claimed", found.claimed())
        .setParameter("computed", found.computed().value())
        .setParameter("low", found.computed().ciLow(), Double.class)
        .setParameter("high", found.computed().ciHigh(), Double.class)
        .setParameter("ofGroups", found.ofGroups())
        .setParameter("small", found.smallCounts())
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
   * Returns those of a version that a review of a round has to hear of: both records are in the set
   * still, and no finding about them is of that round or was ended by a reviewer.
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
                 order by d.claim_id, d.statistic, d.computed_id, d.id
                """,
            Tuple.class)
        .setParameter("version", versionId)
        .setParameter("round", round)
        .getResultList()
        .stream()
        .map(Disagreements::disagreement)
        .toList();
  }

  /** Notes the finding that tells of some. */
  public void told(List<Disagreement> told, UUID findingId) {
    entities
        .createNativeMutationQuery(
            "update claim_disagreement set finding_id = :finding where id in (:ids)")
        .setParameter("finding", findingId)
        .setParameter("ids", told.stream().map(Disagreement::id).toList())
        .executeUpdate();
  }

  private static Disagreement disagreement(Tuple row) {
    return new Disagreement(
        row.get(0, UUID.class),
        row.get(1, UUID.class),
        row.get(2, String.class),
        row.get(3, String.class),
        row.get(4, UUID.class),
        row.get(5, Double.class),
        new ComputedFigure(
            row.get(6, Double.class), row.get(7, Double.class), row.get(8, Double.class)),
        row.get(9, Boolean.class),
        row.get(10, Boolean.class));
  }
}
