package org.assay.registry.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.RunComputeUsed;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.page.PageRequest;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Keeps what a run has used and tells it, so that its project's budget can count it. */
@ApplicationScoped
class ComputeUsage {

  /** The most usages of one run: one an hour for more than a year. */
  static final int MOST = 10_000;

  private final VisibleRuns visible;
  private final Session entities;
  private final EventLog events;

  ComputeUsage(VisibleRuns visible, Session entities, EventLog events) {
    this.visible = visible;
    this.entities = entities;
    this.events = events;
  }

  /**
   * Keeps one use, in the running transaction, under the row lock of the run.
   *
   * @throws ProblemException 404 {@code RUN_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409 {@code
   *     RUN_DELETED}, 422 {@code TOO_MANY_ENTRIES}
   */
  VisibleRuns.Found keep(UUID runId, UseCompute used, Caller caller) {
    VisibleRuns.Found found = visible.toChange(runId, caller);
    Run run = found.run();
    requireRoom(run);
    UUID id = UUID.randomUUID();
    UseCompute.Cost cost = used.cost();
    entities
        .createNativeMutationQuery(
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

  private void requireRoom(Run run) {
    long kept =
        entities
            .createNativeQuery("select count(*) from run_compute where run_id = :run", Tuple.class)
            .setParameter("run", run.id())
            .getSingleResult()
            .get(0, Long.class);
    if (kept >= MOST) {
      throw ProblemException.of(
              RegistryProblem.TOO_MANY_ENTRIES,
              "The run has %d usages; at most %d are kept".formatted(kept, MOST))
          .help("Say what it used less often, for longer at once.");
    }
  }

  /** Returns what a run has used, the last said first ({@code run_compute_number_unique}). */
  List<Used> page(UUID runId, PageRequest request) {
    long before = request.after().map(key -> Long.parseLong(key.getFirst())).orElse(Long.MAX_VALUE);
    return entities
        .createNativeQuery(
            """
            select id, number, platform, region, instance_type, hours, cost_amount, cost_currency,
                   energy_kwh, recorded_at, recorded_by
              from run_compute where run_id = :run and number < :before
             order by number desc limit :limit
            """,
            Tuple.class)
        .setParameter("run", runId)
        .setParameter("before", before)
        .setParameter("limit", request.fetchSize())
        .getResultList()
        .stream()
        .map(ComputeUsage::used)
        .toList();
  }

  private static Used used(Tuple row) {
    BigDecimal amount = row.get(6, BigDecimal.class);
    return new Used(
        row.get(0, UUID.class),
        row.get(1, Long.class),
        row.get(2, String.class),
        row.get(3, String.class),
        row.get(4, String.class),
        String.valueOf(shortest(row.get(5, BigDecimal.class))),
        amount == null
            ? null
            : new UseCompute.Cost(amount.toPlainString(), row.get(7, String.class)),
        shortest(row.get(8, BigDecimal.class)),
        row.get(9, Instant.class),
        row.get(10, String.class));
  }

  private static @Nullable String shortest(@Nullable BigDecimal number) {
    return number == null ? null : number.stripTrailingZeros().toPlainString();
  }

  private static @Nullable String plain(@Nullable BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  /** What a run has used, with the number of its event and the subject who said it. */
  record Used(
      UUID id,
      long number,
      String platform,
      @Nullable String region,
      @Nullable String instanceType,
      String hours,
      UseCompute.@Nullable Cost cost,
      @Nullable String energyKwh,
      Instant at,
      String by) {}
}
