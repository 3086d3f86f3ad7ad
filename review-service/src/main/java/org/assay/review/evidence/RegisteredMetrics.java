package org.assay.review.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.VersionChanged.ClaimedFigure;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that versions were registered with, where their names say that Assay computes the
 * same: claims by whoever registered them, which are compared as others are.
 */
@ApplicationScoped
public class RegisteredMetrics {

  private final Session entities;
  private final ClaimComparison comparison;

  RegisteredMetrics(Session entities, ClaimComparison comparison) {
    this.entities = entities;
    this.comparison = comparison;
  }

  /**
   * Keeps what a submission tells of them, and compares it with what is computed already; the
   * caller holds the version's row. They are fixed by the first submission, so a repeat changes
   * nothing, and what is computed later is compared as it comes.
   *
   * @param told absent where the registry is older than what it tells
   */
  public void keep(UUID versionId, @Nullable List<ClaimedFigure> told) {
    if (told == null || told.isEmpty()) {
      return;
    }
    int kept =
        entities
            .createNativeMutationQuery(
                """
                insert into registered_metric (version_id, metric, statistic, value)
                select :version, m ->> 'metric', m ->> 'statistic',
                       cast(m ->> 'value' as double precision)
                  from json_array_elements(cast(:told as json)) m
                on conflict do nothing
                """)
            .setParameter("version", versionId)
            .setParameter("told", FigureJson.of(told))
            .executeUpdate();
    if (kept > 0) {
      comparison.compareMetrics(versionId);
    }
  }
}
