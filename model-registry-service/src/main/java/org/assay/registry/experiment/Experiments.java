package org.assay.registry.experiment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.page.PageRequest;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.hibernate.exception.ConstraintViolationException;

/** The experiments of all projects. */
@ApplicationScoped
public class Experiments implements PanacheRepositoryBase<Experiment, UUID> {

  private static final String NAME_UNIQUE = "experiment_name_unique";

  /**
   * Adds an experiment.
   *
   * @throws ProblemException 409 {@code EXPERIMENT_NAME_TAKEN}
   */
  void add(Experiment experiment) {
    orTaken(experiment, () -> persistAndFlush(experiment));
  }

  /**
   * Writes a changed name.
   *
   * @throws ProblemException 409 {@code EXPERIMENT_NAME_TAKEN}
   */
  void flushName(Experiment experiment) {
    orTaken(experiment, this::flush);
  }

  /** Finds an experiment by its name in a project ({@code experiment_name_unique}). */
  public Optional<Experiment> named(UUID projectId, String name) {
    return find("projectId = ?1 and name = ?2", projectId, name).firstResultOptional();
  }

  /** Finds the one that takes runs for which none is named ({@code experiment_standard}). */
  public Optional<Experiment> standard(UUID projectId) {
    return find("projectId = ?1 and standard", projectId).firstResultOptional();
  }

  /**
   * Lets nobody else make the standard experiment of a project until the transaction ends, so that
   * of many first runs at once none is refused.
   */
  void lockStandard(UUID projectId) {
    getEntityManager()
        .createNativeQuery("select 1 from pg_advisory_xact_lock(:key)", Tuple.class)
        .setParameter(
            "key", projectId.getMostSignificantBits() ^ projectId.getLeastSignificantBits())
        .getSingleResult();
  }

  /** Locks an experiment's row until the transaction ends, and reads what it is from then on. */
  void lock(Experiment experiment) {
    getEntityManager().refresh(experiment, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * Returns an experiment, which nobody changes or deletes until the transaction ends, while others
   * may hold it too.
   */
  public Experiment hold(UUID id) {
    Experiment experiment = findById(id);
    getEntityManager().refresh(experiment, LockModeType.PESSIMISTIC_READ);
    return experiment;
  }

  /** Returns at most a page's worth of experiments by their ids ({@code experiment_pk}). */
  public List<Experiment> byId(Collection<UUID> ids) {
    return ids.isEmpty() ? List.of() : list("id in ?1", ids);
  }

  /** Returns the experiments of a project, newest first ({@code experiment_newest}). */
  List<Experiment> page(UUID projectId, boolean deleted, PageRequest request) {
    return request
        .after()
        .map(
            key ->
                find(
                    "projectId = ?1 and deleted = ?2 and (createdAt < ?3 or createdAt = ?3 and id > ?4)"
                        + " order by createdAt desc, id",
                    projectId,
                    deleted,
                    java.time.Instant.parse(key.get(0)),
                    UUID.fromString(key.get(1))))
        .orElseGet(
            () ->
                find(
                    "projectId = ?1 and deleted = ?2 order by createdAt desc, id",
                    projectId,
                    deleted))
        .page(0, request.fetchSize())
        .list();
  }

  private static void orTaken(Experiment experiment, Runnable write) {
    try {
      write.run();
    } catch (ConstraintViolationException violation) {
      if (NAME_UNIQUE.equals(violation.getConstraintName())) {
        throw ProblemException.of(
                RegistryProblem.EXPERIMENT_NAME_TAKEN,
                "Project %s has an experiment '%s' already, deleted ones included"
                    .formatted(experiment.project(), experiment.name()))
            .help("Use that one, restore it, or choose another name.");
      }
      throw violation;
    }
  }
}
