package org.assay.registry.lineage;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.assay.kit.event.Cause;
import org.assay.registry.dataset.Dataset;
import org.assay.registry.dataset.DatasetWithdrawn;
import org.assay.registry.dataset.Datasets;
import org.assay.registry.version.VersionFlagging;
import org.hibernate.Session;

/**
 * Flags every version that descends from withdrawn data: behind the withdrawal, {@value #CHUNK} a
 * transaction, and on after a restart. What is registered or submitted meanwhile sees that the data
 * are withdrawn and flags itself.
 */
@Singleton
class DataWithdrawals {

  /** How many versions a transaction flags. */
  static final int CHUNK = 500;

  private final Session entities;
  private final Datasets datasets;
  private final VersionFlagging flagging;
  private final ExecutorService background;

  DataWithdrawals(
      Session entities,
      Datasets datasets,
      VersionFlagging flagging,
      @VirtualThreads ExecutorService background) {
    this.entities = entities;
    this.datasets = datasets;
    this.flagging = flagging;
    this.background = background;
  }

  /** Begins at once; should this process end before it is done, the next look goes on. */
  void withdrawn(@Observes(during = TransactionPhase.AFTER_SUCCESS) DatasetWithdrawn committed) {
    background.execute(this::goOn);
  }

  /** Flags until every descendant of every withdrawn data set knows. */
  @Scheduled(every = "10s", delayed = "10s", identity = "data-withdrawals")
  void goOn() {
    boolean more = true;
    while (more) {
      more = QuarkusTransaction.requiringNew().call(() -> goOn(CHUNK));
    }
  }

  /**
   * Flags some more in the running transaction; says whether anything was left to do. Versions are
   * locked before the data set, as registrations and submissions do, so that none waits for the
   * other; and the data set only once nothing is left, when a last look under its lock decides.
   */
  boolean goOn(int limit) {
    Optional<Dataset> left = datasets.toFlag();
    left.ifPresent(
        dataset -> {
          List<UUID> next = unflagged(dataset.id(), limit);
          if (next.isEmpty()) {
            datasets.lock(dataset);
            if (unflagged(dataset.id(), 1).isEmpty()) {
              dataset.noteFlagged();
            }
          } else {
            flagging.flag(next, dataset.id(), withdrawal(dataset));
          }
        });
    return left.isPresent();
  }

  private Cause withdrawal(Dataset dataset) {
    Tuple by =
        entities
            .createNativeQuery(
                "select withdrawn_by from dataset_withdrawal where dataset_id = :dataset",
                Tuple.class)
            .setParameter("dataset", dataset.id())
            .getSingleResult();
    return new Cause("system:model-registry-service", by.get(0, String.class), null);
  }

  /**
   * Returns descendants that do not know of the withdrawal yet: of the data set itself, of runs
   * that read these data without their being registered then, and of versions that descend from it.
   * The recursion ends with the limit, but passes over what is flagged already: N descendants cost
   * about N * N / {@value #CHUNK} index entries in all.
   */
  private List<UUID> unflagged(UUID dataset, int limit) {
    return entities
        .createNativeQuery(
            """
            with recursive descendant (id) as (
              (select e.version_id from lineage_edge e where e.dataset_id = :dataset
               union
               select e.version_id from %s where x.id = :dataset)
              union
              select e.version_id from descendant d join lineage_edge e on e.parent_id = d.id)
            select d.id
              from descendant d
              join model_version v on v.id = d.id and v.state <> 'DISCARDED'
             where not exists (
               select 1 from version_withdrawn_data w
                where w.version_id = d.id and w.dataset_id = :dataset)
             limit :limit
            """
                .formatted(BytesRead.JOINED),
            Tuple.class)
        .setParameter("dataset", dataset)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }
}
