package org.assay.registry.lineage;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.UUID;
import org.assay.kit.event.Cause;
import org.assay.registry.dataset.Dataset;
import org.assay.registry.dataset.DatasetWithdrawn;
import org.assay.registry.dataset.Datasets;
import org.assay.registry.version.VersionFlagging;
import org.hibernate.Session;

/**
 * Flags every version that descends from withdrawn data. The first {@value #CHUNK} are flagged with
 * the withdrawal itself, so that most withdrawals are done when they are answered; what is left is
 * flagged behind it, a chunk a transaction, and goes on after a restart.
 */
@Singleton
class DataWithdrawals {

  /** How many versions a transaction flags. */
  static final int CHUNK = 500;

  private static final int AT_ONCE = 1;

  private final Session entities;
  private final Datasets datasets;
  private final VersionFlagging flagging;

  DataWithdrawals(Session entities, Datasets datasets, VersionFlagging flagging) {
    this.entities = entities;
    this.datasets = datasets;
    this.flagging = flagging;
  }

  /** Flags as many versions as the transaction of a withdrawal takes. */
  void withdrawn(@Observes DatasetWithdrawn withdrawn) {
    flag(withdrawn.dataset(), withdrawn.cause(), CHUNK);
  }

  /** Goes on where withdrawals concern more versions than they flagged themselves. */
  @Scheduled(every = "10s", delayed = "10s", identity = "data-withdrawals")
  void goOn() {
    boolean more = true;
    while (more) {
      more = QuarkusTransaction.requiringNew().call(() -> goOn(CHUNK));
    }
  }

  /** Flags some more in the running transaction; says whether anything was left to do. */
  boolean goOn(int limit) {
    List<Dataset> left = datasets.toFlag(AT_ONCE);
    left.forEach(dataset -> flag(dataset, withdrawal(dataset), limit));
    return !left.isEmpty();
  }

  /**
   * Flags versions until no descendant is left, or the limit is reached. A version that descends
   * from one that is flagged here and was registered meanwhile is seen by the next look.
   */
  private void flag(Dataset dataset, Cause cause, int limit) {
    int left = limit;
    List<UUID> next = unflagged(dataset.id(), left);
    while (!next.isEmpty()) {
      flagging.flag(next, dataset.id(), cause);
      left -= next.size();
      if (left <= 0) {
        return;
      }
      next = unflagged(dataset.id(), left);
    }
    dataset.noteFlagged();
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
   */
  private List<UUID> unflagged(UUID dataset, int limit) {
    return entities
        .createNativeQuery(
            """
            with recursive descendant (id) as (
              (select e.version_id from lineage_edge e where e.dataset_id = :dataset
               union
               select e.version_id
                 from dataset x
                 join input_dataset i
                   on i.digest in (x.digest, substr(x.digest, 8), x.client_digest)
                  and (i.digest is distinct from x.client_digest or i.name = x.name)
                 join experiment p on p.id = i.experiment_id and p.project_id = x.project_id
                 join run_dataset r on r.dataset_id = i.id
                 join lineage_edge e on e.run_id = r.run_id
                where x.id = :dataset)
              union
              select e.version_id from descendant d join lineage_edge e on e.parent_id = d.id)
            select d.id
              from descendant d
              join model_version v on v.id = d.id and v.state <> 'DISCARDED'
             where not exists (
               select 1 from version_withdrawn_data w
                where w.version_id = d.id and w.dataset_id = :dataset)
             order by d.id limit :limit
            """,
            Tuple.class)
        .setParameter("dataset", dataset)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }
}
