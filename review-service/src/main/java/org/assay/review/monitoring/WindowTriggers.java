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
import org.jspecify.annotations.Nullable;

/** The triggers that windows fired. */
@ApplicationScoped
class WindowTriggers {

  private final Session entities;

  WindowTriggers(Session entities) {
    this.entities = entities;
  }

  /**
   * Says whether a window of the time of a run fired for drift since the version last passed a
   * round, whoever sent it: reviews are asked for once.
   */
  boolean drifted(VersionCopy version, String environment, Run run) {
    return within(version, TriggerKind.DRIFT, environment, run, null);
  }

  /**
   * Says whether a window of the time of a run fired for live claims since the version last passed
   * a round. An incident can be closed without one, so that what another account sent is no reason
   * to pass over a failure.
   *
   * @param by whose window, null for anybody's
   */
  boolean incident(VersionCopy version, String environment, Run run, @Nullable String by) {
    return within(version, TriggerKind.LIVE_CLAIM_FAILED, environment, run, by);
  }

  /**
   * Also windows that were superseded since count: what fired before the round was passed over, or
   * nothing was there to review. Index (version, environment, start).
   */
  private boolean within(
      VersionCopy version, TriggerKind kind, String environment, Run run, @Nullable String by) {
    return entities
            .createNativeQuery(
                """
                select count(*) from monitoring_window w
                  join evidence e on e.id = w.evidence_id
                  join fired_trigger t on t.version_id = w.version_id and t.kind = :kind
                   and t.cause_id = w.evidence_id
                 where w.version_id = :version and w.environment = :environment
                   and w.starts_at between :first and :last
                   and (cast(:by as text) is null or e.created_by = cast(:by as text))
                   and not exists (
                     select 1 from assessment a
                      where a.version_id = w.version_id and a.passed_at > t.fired_at)
                """,
                Tuple.class)
            .setParameter("version", version.id())
            .setParameter("kind", kind.name())
            .setParameter("environment", environment)
            .setParameter("first", run.first())
            .setParameter("last", run.last())
            .setParameter("by", by, String.class)
            .getSingleResult()
            .get(0, Long.class)
        > 0;
  }

  /**
   * Says whether a window of the sender and of the same start failed and fired ever: a correction
   * of it that fails too is nothing new, also after a round passed. Index (version, environment,
   * start).
   */
  boolean failed(VersionCopy version, MonitoringWindow window, String by) {
    return entities
            .createNativeQuery(
                """
                select count(*) from monitoring_window w
                  join evidence e on e.id = w.evidence_id
                  join fired_trigger t on t.version_id = w.version_id
                   and t.kind = 'LIVE_CLAIM_FAILED' and t.cause_id = w.evidence_id
                 where w.version_id = :version and w.environment = :environment
                   and w.starts_at = :from and w.live = 'FAIL' and e.created_by = :by
                """,
                Tuple.class)
            .setParameter("version", version.id())
            .setParameter("environment", window.environment())
            .setParameter("from", window.from())
            .setParameter("by", by)
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
