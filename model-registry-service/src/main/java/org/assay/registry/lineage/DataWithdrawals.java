package org.assay.registry.lineage;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.assay.kit.event.Cause;
import org.assay.registry.OwnCause;
import org.assay.registry.dataset.Dataset;
import org.assay.registry.dataset.DatasetWithdrawn;
import org.assay.registry.dataset.Datasets;
import org.assay.registry.experiment.TrackingStoreException;
import org.assay.registry.version.VersionFlagging;
import org.hibernate.Session;

/**
 * Flags every version that descends from withdrawn data: behind the withdrawal, {@value #CHUNK} a
 * transaction, and on after a restart. What is registered or submitted meanwhile sees that the data
 * are withdrawn and flags itself.
 *
 * <p>One walk over all descendants is read row by row while they are flagged, so that N of them
 * cost about N index entries; then another, which finds none, and under the data set's lock a last
 * one.
 */
@Singleton
class DataWithdrawals {

  /** How many versions a transaction flags. */
  static final int CHUNK = 500;

  /**
   * Descendants that do not know of the withdrawal yet: of the data set itself, of runs that read
   * these data without their being registered then, and of versions that descend from it.
   * PostgreSQL goes on with the recursion as rows are fetched; {@code offset 0} keeps it from
   * reading the tables that are looked at for each row from end to end instead.
   */
  private static final String UNFLAGGED =
      """
      with recursive asked as (select cast(? as uuid) as id),
      descendant (id) as (
        (select e.version_id from asked a cross join lateral (
           select c.version_id from lineage_edge c where c.dataset_id = a.id offset 0) e
         union
         select e.version_id from asked a join (%s) on x.id = a.id)
        union
        select e.version_id from descendant d cross join lateral (
          select c.version_id from lineage_edge c where c.parent_id = d.id offset 0) e)
      select d.id
        from descendant d cross join asked a
       where exists (
               select 1 from model_version v where v.id = d.id and v.state <> 'DISCARDED' offset 0)
         and not exists (
               select 1 from version_withdrawn_data w
                where w.version_id = d.id and w.dataset_id = a.id offset 0)
      """
          .formatted(BytesRead.JOINED);

  private final DataSource database;
  private final Session entities;
  private final Datasets datasets;
  private final VersionFlagging flagging;
  private final ExecutorService background;
  private final ReentrantLock one = new ReentrantLock();

  DataWithdrawals(
      DataSource database,
      Session entities,
      Datasets datasets,
      VersionFlagging flagging,
      @VirtualThreads ExecutorService background) {
    this.database = database;
    this.entities = entities;
    this.datasets = datasets;
    this.flagging = flagging;
    this.background = background;
  }

  /** Begins at once; should this process end before it is done, the next look goes on. */
  void withdrawn(@Observes(during = TransactionPhase.AFTER_SUCCESS) DatasetWithdrawn committed) {
    background.execute(this::goOn);
  }

  /**
   * Flags until every descendant of every withdrawn data set knows. One at a time in a process, for
   * each takes two connections.
   */
  @Scheduled(
      every = "10s",
      delayed = "10s",
      identity = "data-withdrawals",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void goOn() {
    one.lock();
    try {
      Optional<UUID> next = toFlag();
      while (next.isPresent()) {
        goOn(next.get());
        next = toFlag();
      }
    } finally {
      one.unlock();
    }
  }

  private void goOn(UUID dataset) {
    if (flag(dataset) == 0) {
      QuarkusTransaction.requiringNew().run(() -> settle(dataset));
    }
  }

  private Optional<UUID> toFlag() {
    return QuarkusTransaction.requiringNew().call(() -> datasets.toFlag().map(Dataset::id));
  }

  /**
   * Flags all that one walk finds, a chunk a transaction; returns how many that were. What a walk
   * reads stays as it was when it began, so what is flagged by others meanwhile is found once more,
   * and not told again.
   */
  int flag(UUID dataset) {
    int flagged = 0;
    try (Connection connection = database.getConnection()) {
      // Outside of a transaction the driver would fetch all rows at once.
      connection.setAutoCommit(false);
      try (PreparedStatement walk = connection.prepareStatement(UNFLAGGED)) {
        walk.setFetchSize(CHUNK);
        walk.setObject(1, dataset);
        try (ResultSet row = walk.executeQuery()) {
          List<UUID> chunk = next(row);
          while (!chunk.isEmpty()) {
            flag(dataset, chunk);
            flagged += chunk.size();
            chunk = next(row);
          }
        }
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw TrackingStoreException.of(e);
    }
    return flagged;
  }

  private static List<UUID> next(ResultSet row) throws SQLException {
    List<UUID> chunk = new ArrayList<>();
    while (chunk.size() < CHUNK && row.next()) {
      chunk.add(row.getObject(1, UUID.class));
    }
    return chunk;
  }

  private void flag(UUID dataset, List<UUID> versions) {
    QuarkusTransaction.requiringNew()
        .run(() -> flagging.flag(versions, dataset, withdrawal(dataset)));
  }

  /**
   * Says that every descendant knows, where a last look under the data set's lock finds none that
   * does not. Versions are locked before the data set, as registrations and submissions do, so that
   * none waits for the other; so nothing is flagged here.
   */
  private void settle(UUID id) {
    Dataset dataset = datasets.findById(id);
    datasets.lock(dataset);
    boolean any =
        !entities
            .createNativeQuery(UNFLAGGED + " limit 1", Tuple.class)
            .setParameter(1, id)
            .getResultList()
            .isEmpty();
    if (!any) {
      dataset.noteFlagged();
    }
  }

  private Cause withdrawal(UUID dataset) {
    Tuple by =
        entities
            .createNativeQuery(
                "select withdrawn_by from dataset_withdrawal where dataset_id = :dataset",
                Tuple.class)
            .setParameter("dataset", dataset)
            .getSingleResult();
    return OwnCause.of(by.get(0, String.class));
  }
}
