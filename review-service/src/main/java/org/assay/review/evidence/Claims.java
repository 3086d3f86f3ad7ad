package org.assay.review.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.EventJson;
import org.hibernate.Session;

/** The figures that claims consist of, written once with their evidence. */
@ApplicationScoped
class Claims {

  private final Session entities;

  Claims(Session entities) {
    this.entities = entities;
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
        .setParameter("statistics", json(claim.statistics()))
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

  private static String json(List<ClaimedStatistic> statistics) {
    try {
      return EventJson.mapper().writeValueAsString(statistics);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Figures are written as JSON", e);
    }
  }
}
