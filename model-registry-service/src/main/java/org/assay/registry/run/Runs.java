package org.assay.registry.run;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.kit.page.PageRequest;
import org.hibernate.SessionCheckMode;

/** The runs, implicit ones and those of experiments. */
@ApplicationScoped
public class Runs implements PanacheRepositoryBase<Run, UUID> {

  /**
   * Returns at most a page's worth of runs by id: what the transaction has at hand, else in one
   * statement ({@code run_pk}).
   */
  public Map<UUID, Run> byId(Collection<UUID> ids) {
    return getSession().findMultiple(Run.class, List.copyOf(ids), SessionCheckMode.ENABLED).stream()
        .filter(Objects::nonNull)
        .collect(Collectors.toMap(Run::id, Function.identity()));
  }

  /** Finds a run of an experiment. */
  Optional<Run> tracked(UUID id) {
    return findByIdOptional(id).filter(run -> !run.isImplicit());
  }

  /** Locks a run's row until the transaction ends, and reads what it is from then on. */
  void lock(Run run, LockModeType lock) {
    getEntityManager().refresh(run, lock);
  }

  /**
   * Says whether a version that was not discarded holds the results of the run ({@code
   * run_snapshots}, {@code model_version_number_unique}).
   */
  boolean isRestedOn(Run run) {
    return !getEntityManager()
        .createNativeQuery(
            """
            select 1 from run s join model_version v
                on v.project_id = s.project_id and v.model_id = s.model_id and v.run_id = s.id
             where s.source_experiment_id = :experiment and s.source_run_id = :run
               and v.state <> 'DISCARDED' limit 1
            """,
            Tuple.class)
        .setParameter("experiment", run.experimentId())
        .setParameter("run", run.id())
        .getResultList()
        .isEmpty();
  }

  /**
   * Returns the runs of an experiment, the latest started first ({@code run_in_experiment}).
   *
   * @param deleted whether those that were deleted, or those that were not
   */
  List<Run> page(UUID experimentId, boolean deleted, PageRequest request) {
    return request
        .after()
        .map(
            key ->
                find(
                    "experimentId = ?1 and deleted = ?2"
                        + " and (startedAt < ?3 or startedAt = ?3 and id > ?4)"
                        + " order by startedAt desc, id",
                    experimentId,
                    deleted,
                    Long.valueOf(key.get(0)),
                    UUID.fromString(key.get(1))))
        .orElseGet(
            () ->
                find(
                    "experimentId = ?1 and deleted = ?2 order by startedAt desc, id",
                    experimentId,
                    deleted))
        .page(0, request.fetchSize())
        .list();
  }
}
