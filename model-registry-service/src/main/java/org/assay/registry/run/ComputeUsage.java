package org.assay.registry.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.RunComputeUsed;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Keeps what a run has used and tells it, so that its project's budget can count it. */
@ApplicationScoped
class ComputeUsage {

  private final VisibleRuns visible;
  private final EntityManager entities;
  private final EventLog events;

  ComputeUsage(VisibleRuns visible, EntityManager entities, EventLog events) {
    this.visible = visible;
    this.entities = entities;
    this.events = events;
  }

  /**
   * Keeps one use, in the running transaction, under the row lock of the run.
   *
   * @throws ProblemException 404 {@code RUN_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409 {@code
   *     RUN_DELETED}
   */
  VisibleRuns.Found keep(UUID runId, UseCompute used, Caller caller) {
    VisibleRuns.Found found = visible.toChange(runId, caller);
    Run run = found.run();
    UUID id = UUID.randomUUID();
    UseCompute.Cost cost = used.cost();
    entities
        .createNativeQuery(
            """
            insert into run_compute (id, run_id, number, platform, region, instance_type, hours,
                                     cost_amount, cost_currency, energy_kwh, recorded_by)
            values (:id, :run, :number, :platform, cast(:region as text), cast(:type as text),
                    :hours, cast(:amount as numeric), cast(:currency as text),
                    cast(:energy as numeric), :by)
            """)
        .setParameter("id", id)
        .setParameter("run", run.id())
        .setParameter("number", run.nextRevision())
        .setParameter("platform", used.platform())
        .setParameter("region", used.region())
        .setParameter("type", used.instanceType())
        .setParameter("hours", used.hours())
        .setParameter("amount", cost == null ? null : cost.amount())
        .setParameter("currency", cost == null ? null : cost.currency())
        .setParameter("energy", plain(used.energyKwh()))
        .setParameter("by", caller.subject())
        .executeUpdate();
    events.append(
        run.event(
            EventTypes.RUN_COMPUTE_USED,
            Cause.by(caller),
            new RunComputeUsed(
                id,
                run.id(),
                run.experimentId(),
                run.projectId(),
                used.hours().toPlainString(),
                cost == null ? null : cost.amount(),
                cost == null ? null : cost.currency(),
                plain(used.energyKwh()))));
    return found;
  }

  private static @Nullable String plain(@Nullable BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }
}
