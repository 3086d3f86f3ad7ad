package org.assay.review.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.review.evidence.window.MonitoringWindow;
import org.assay.review.monitoring.Runs.Run;
import org.assay.review.replica.VersionCopy;
import org.assay.review.trigger.FiredTrigger;
import org.assay.review.trigger.TriggerKind;
import org.hibernate.Session;

/** The triggers that windows fired. */
@ApplicationScoped
class WindowTriggers {

  private final Session entities;

  WindowTriggers(Session entities) {
    this.entities = entities;
  }

  /**
   * Says whether a window of the time of a run fired a trigger since the version last passed a
   * round, also one that was superseded since: what fired before was passed over, or nothing was
   * there to review. Index (version, environment, start).
   */
  boolean within(VersionCopy version, TriggerKind kind, String environment, Run run) {
    return entities
            .createNativeQuery(
                """
                select count(*) from monitoring_window w
                  join fired_trigger t on t.version_id = w.version_id and t.kind = :kind
                   and t.cause_id = w.evidence_id
                 where w.version_id = :version and w.environment = :environment
                   and w.starts_at between :first and :last
                   and not exists (
                     select 1 from assessment a
                      where a.version_id = w.version_id and a.state = 'PASSED'
                        and a.decided_at > t.fired_at)
                """,
                Tuple.class)
            .setParameter("version", version.id())
            .setParameter("kind", kind.name())
            .setParameter("environment", environment)
            .setParameter("first", run.first())
            .setParameter("last", run.last())
            .getSingleResult()
            .get(0, Long.class)
        > 0;
  }

  /**
   * Says whether a window of the same start failed and fired ever: a correction of it that fails
   * too is nothing new, also after a round passed. Index (version, environment, start).
   */
  boolean failed(VersionCopy version, MonitoringWindow window) {
    return entities
            .createNativeQuery(
                """
                select count(*) from monitoring_window w
                  join fired_trigger t on t.version_id = w.version_id
                   and t.kind = 'LIVE_CLAIM_FAILED' and t.cause_id = w.evidence_id
                 where w.version_id = :version and w.environment = :environment
                   and w.starts_at = :from and w.live = 'FAIL'
                """,
                Tuple.class)
            .setParameter("version", version.id())
            .setParameter("environment", window.environment())
            .setParameter("from", window.from())
            .getSingleResult()
            .get(0, Long.class)
        > 0;
  }

  /** Returns the triggers that windows of a version fired, by the window. */
  Map<UUID, List<FiredTrigger>> of(UUID versionId, Collection<UUID> windows) {
    Map<UUID, List<FiredTrigger>> fired = new HashMap<>();
    if (windows.isEmpty()) {
      return fired;
    }
    entities
        .createNativeQuery(
            """
            select t.* from fired_trigger t
             where t.version_id = :version and t.kind in ('DRIFT', 'LIVE_CLAIM_FAILED')
               and t.cause_id in (:windows)
             order by t.id
            """,
            FiredTrigger.class)
        .setParameter("version", versionId)
        .setParameter("windows", windows)
        .getResultList()
        .forEach(
            trigger ->
                fired.computeIfAbsent(trigger.causeId(), _ -> new ArrayList<>()).add(trigger));
    return fired;
  }
}
