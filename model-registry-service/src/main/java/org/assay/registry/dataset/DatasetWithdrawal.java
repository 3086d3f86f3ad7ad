package org.assay.registry.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.name.SaltedText;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Withdraws data sets, and keeps why. */
@ApplicationScoped
class DatasetWithdrawal {

  private final VisibleDatasets visible;
  private final Datasets datasets;
  private final Session entities;
  private final EventLog events;
  private final Event<DatasetWithdrawn> withdrawn;

  DatasetWithdrawal(
      VisibleDatasets visible,
      Datasets datasets,
      Session entities,
      EventLog events,
      Event<DatasetWithdrawn> withdrawn) {
    this.visible = visible;
    this.datasets = datasets;
    this.entities = entities;
    this.events = events;
    this.withdrawn = withdrawn;
  }

  /**
   * Withdraws a data set for good, in the running transaction, under its row lock.
   *
   * @param ifMatch the revision that the caller saw
   * @throws ProblemException 404 {@code DATASET_NOT_FOUND}, 403 {@code OWNER_OR_LEAD_REQUIRED}, 409
   *     {@code DATASET_WITHDRAWN}, 428, 412
   */
  VisibleDatasets.Found withdraw(UUID id, String reason, @Nullable String ifMatch, Caller caller) {
    VisibleDatasets.Found found = visible.find(id, caller);
    Dataset dataset = found.dataset();
    Refusal.check(dataset.refusesWithdrawal(caller, found.standing()));
    datasets.lock(dataset);
    Refusal.check(dataset.refusesWithdrawal(caller, found.standing()));
    IfMatch.require(ifMatch, dataset.revision());
    dataset.withdraw();
    datasets.flush();
    events.append(dataset.event(Cause.by(caller), keep(dataset, reason, caller)));
    withdrawn.fire(new DatasetWithdrawn(dataset.id()));
    return found;
  }

  private String keep(Dataset dataset, String reason, Caller caller) {
    SaltedText said = SaltedText.of(reason);
    entities
        .createNativeMutationQuery(
            """
            insert into dataset_withdrawal (dataset_id, reason, salt, withdrawn_by)
            values (:dataset, :reason, :salt, :by)
            """)
        .setParameter("dataset", dataset.id())
        .setParameter("reason", said.text())
        .setParameter("salt", said.salt())
        .setParameter("by", caller.subject())
        .executeUpdate();
    return said.digest().value();
  }

  /** Returns why at most a page's worth of data sets were withdrawn, by id. */
  Map<UUID, Kept> of(Collection<UUID> withdrawnIds) {
    Map<UUID, Kept> found = new HashMap<>();
    if (withdrawnIds.isEmpty()) {
      return found;
    }
    entities
        .createNativeQuery(
            """
            select dataset_id, reason, withdrawn_at, withdrawn_by from dataset_withdrawal
             where dataset_id in (:ids)
            """,
            Tuple.class)
        .setParameter("ids", withdrawnIds)
        .getResultList()
        .forEach(
            row -> {
              found.put(
                  row.get(0, UUID.class),
                  new Kept(
                      row.get(1, String.class),
                      row.get(2, Instant.class),
                      row.get(3, String.class)));
            });
    return found;
  }

  /**
   * Why a data set was withdrawn.
   *
   * @param reason in the words of who withdrew it
   * @param at when, by the database's clock
   * @param by the subject who withdrew it
   */
  record Kept(String reason, Instant at, String by) {}
}
