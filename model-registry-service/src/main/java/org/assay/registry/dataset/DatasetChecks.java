package org.assay.registry.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.page.PageRequest;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.project.Standing;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The checks of data sets' quality; they are added and never change. */
@ApplicationScoped
class DatasetChecks {

  private final VisibleDatasets visible;
  private final Datasets datasets;
  private final Session entities;
  private final EventLog events;

  DatasetChecks(VisibleDatasets visible, Datasets datasets, Session entities, EventLog events) {
    this.visible = visible;
    this.datasets = datasets;
    this.entities = entities;
    this.events = events;
  }

  /**
   * Adds checks, in the running transaction, under the row lock of the data set.
   *
   * @throws ProblemException 404 {@code DATASET_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409
   *     {@code DATASET_WITHDRAWN}, 422 {@code TOO_MANY_ENTRIES}
   */
  VisibleDatasets.Found add(UUID id, List<QualityCheck> added, Caller caller) {
    VisibleDatasets.Found found = visible.find(id, caller, Standing::isContributor);
    Dataset dataset = found.dataset();
    Refusal.check(dataset.refusesCheck(caller, found.standing()));
    datasets.lock(dataset);
    Refusal.check(dataset.refusesCheck(caller, found.standing()));
    int before = dataset.checksPassed() + dataset.checksFailed();
    if (before + added.size() > QualityCheck.MOST) {
      throw ProblemException.of(
          RegistryProblem.TOO_MANY_ENTRIES,
          "The data set would have %d checks; at most %d are taken"
              .formatted(before + added.size(), QualityCheck.MOST));
    }
    dataset.check(added);
    datasets.flush();
    add(dataset, added, before, caller);
    events.append(dataset.event(Cause.by(caller), null));
    return found;
  }

  /** Writes checks behind those that are there, in one statement. */
  void add(Dataset dataset, List<QualityCheck> added, int before, Caller caller) {
    if (added.isEmpty()) {
      return;
    }
    entities
        .createNativeMutationQuery(
            """
            insert into dataset_check (dataset_id, number, name, outcome, detail, recorded_by)
            select :dataset, :before + c.number, c.name, c.outcome, c.detail, :by
              from unnest(:names, :outcomes, :details) with ordinality
                     as c (name, outcome, detail, number)
            """)
        .setParameter("dataset", dataset.id())
        .setParameter("before", before)
        .setParameter("names", added.stream().map(QualityCheck::name).toArray(String[]::new))
        .setParameter(
            "outcomes", added.stream().map(check -> check.outcome().name()).toArray(String[]::new))
        .setParameter("details", added.stream().map(QualityCheck::detail).toArray(String[]::new))
        .setParameter("by", caller.subject())
        .executeUpdate();
  }

  /** Returns checks of a data set, the last recorded first ({@code dataset_check_pk}). */
  List<Recorded> page(UUID datasetId, PageRequest request) {
    int before = request.after().map(key -> Integer.parseInt(key.getFirst())).orElse(0);
    return entities
        .createNativeQuery(
            """
            select number, name, outcome, detail, recorded_at, recorded_by from dataset_check
             where dataset_id = :dataset and (:before = 0 or number < :before)
             order by number desc limit :limit
            """,
            Tuple.class)
        .setParameter("dataset", datasetId)
        .setParameter("before", before)
        .setParameter("limit", request.fetchSize())
        .getResultList()
        .stream()
        .map(DatasetChecks::recorded)
        .toList();
  }

  private static Recorded recorded(Tuple row) {
    return new Recorded(
        row.get(0, Integer.class),
        row.get(1, String.class),
        QualityCheck.Outcome.valueOf(row.get(2, String.class)),
        row.get(3, String.class),
        row.get(4, Instant.class),
        row.get(5, String.class));
  }

  /**
   * A check as it was recorded.
   *
   * @param number its number among the data set's checks, from 1
   * @param name what was checked
   * @param outcome how it came out
   * @param detail what was found, null where nobody said
   * @param at when it was recorded
   * @param by the subject who recorded it
   */
  record Recorded(
      int number,
      String name,
      QualityCheck.Outcome outcome,
      @Nullable String detail,
      Instant at,
      String by) {}
}
