package org.assay.registry.version;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.model.Model;
import org.hibernate.SessionCheckMode;

/**
 * The versions of all models; every query begins with the project, or is by id. A discarded one is
 * in no answer.
 */
@ApplicationScoped
public class ModelVersions implements PanacheRepositoryBase<ModelVersion, UUID> {

  /** SQL of versions and of what the words of each take to show. */
  public static final String WEIGHTS =
      """
      select id, 500 + coalesce(octet_length(description), 0) + coalesce(octet_length(source), 0)
        from model_version
      """;

  private static final String LATEST =
      """
      select m.id as model_id, x.id, x.number
        from model m
        cross join lateral (
          (select v.id, v.number from model_version v
            where v.project_id = m.project_id and v.model_id = m.id and v.stage is null
              and v.state not in ('DISCARDED', 'RETIRED')
            order by v.number desc limit 1)
          union all
          (select s.id, s.number
             from unnest(array['STAGING', 'PRODUCTION', 'ARCHIVED']) stages (stage)
             cross join lateral (
               select v.id, v.number from model_version v
                where v.model_id = m.id and v.stage = stages.stage
                  and v.state not in ('DISCARDED', 'RETIRED')
                order by v.number desc limit 1) s)) x
      """;

  private static final String NUMBERED =
      "projectId = ?1 and modelId = ?2 and number = ?3 and state <> DISCARDED";

  /** Finds a version by its number ({@code model_version_number_unique}). */
  Optional<ModelVersion> numbered(Model model, int number) {
    return find(NUMBERED, model.projectId(), model.id(), number).firstResultOptional();
  }

  /**
   * Returns a version that an input names by its number.
   *
   * @param pointer where it stands in the input
   * @throws ProblemException 422 {@code UNKNOWN_VERSION}
   */
  ModelVersion named(Model model, int number, String pointer) {
    return numbered(model, number).orElseThrow(() -> unknown(model, number, pointer));
  }

  /**
   * The refusal of a number that no version of the model has.
   *
   * @param pointer where it stands in the input
   */
  public static ProblemException unknown(Model model, int number, String pointer) {
    return ProblemException.of(
            RegistryProblem.UNKNOWN_VERSION,
            "Model %s has no version %d".formatted(model.fullName(), number))
        .at(
            pointer,
            RegistryProblem.UNKNOWN_VERSION.code(),
            "The number of a version of this model");
  }

  /**
   * Finds the id of the version of a model that has these bytes; of several the one that is
   * released to the environment, else the newest ({@code model_version_digest}).
   */
  public Optional<UUID> ofBytes(Model model, String digest, String environment) {
    return getSession()
        .createNativeQuery(
            """
            select v.id
              from model_version v
             where v.digest = :digest and v.project_id = :project and v.model_id = :model
               and v.state <> 'DISCARDED'
             order by exists (
                        select 1 from version_release r
                         where r.version_id = v.id and r.environment = :environment
                           and r.until is null) desc,
                      v.number desc
             limit 1
            """,
            Tuple.class)
        .setParameter("digest", digest)
        .setParameter("project", model.projectId())
        .setParameter("model", model.id())
        .setParameter("environment", environment)
        .getResultStream()
        .findFirst()
        .map(row -> row.get(0, UUID.class));
  }

  /** Finds the id of a version by its number. */
  public Optional<UUID> id(Model model, int number) {
    return find(
            "select id from ModelVersion where " + NUMBERED, model.projectId(), model.id(), number)
        .project(UUID.class)
        .firstResultOptional();
  }

  /** Finds a version by its number and locks its row until the transaction ends. */
  Optional<ModelVersion> lock(Model model, int number) {
    return find(NUMBERED, model.projectId(), model.id(), number)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Finds a version by its id and locks its row until the transaction ends. */
  public Optional<ModelVersion> lock(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * Returns and locks versions by id, in order of ids, so that two who lock several wait and never
   * lock each other ({@code model_version_pk}).
   */
  List<ModelVersion> lock(Collection<UUID> ids) {
    return find("id in ?1 order by id", ids).withLock(LockModeType.PESSIMISTIC_WRITE).list();
  }

  /**
   * Returns and locks the versions of a model that are not over, by number, up to a limit ({@code
   * model_version_number_unique}).
   */
  List<ModelVersion> lockAll(Model model, int limit) {
    return find(
            "projectId = ?1 and modelId = ?2 and state not in (DISCARDED, RETIRED) order by number",
            model.projectId(),
            model.id())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .page(0, limit)
        .list();
  }

  /**
   * Returns the ids of the versions of a model in a stage, whose row is locked ({@code
   * model_version_stage}).
   */
  List<UUID> inStage(Model model, Stage stage, int limit) {
    return find(
            "select id from ModelVersion where modelId = ?1 and stage = ?2"
                + " and state not in (DISCARDED, RETIRED) order by number",
            model.id(),
            stage)
        .project(UUID.class)
        .page(0, limit)
        .list();
  }

  /**
   * Returns SQL of models and of weights of those versions of theirs that {@link #latest} returns.
   *
   * @param weights SQL of versions and of their weights
   */
  public static String weightsOfLatest(String weights) {
    return """
    select latest.model_id, part.weight
      from (%s) as latest join (%s) as part (id, weight) on part.id = latest.id
    """
        .formatted(LATEST, weights);
  }

  /**
   * Returns the highest version of each stage and of none, of each of a page's worth of models
   * ({@code model_version_number_unique}, {@code model_version_stage}), each model's together.
   */
  public List<ModelVersion> latest(Collection<UUID> modelIds) {
    if (modelIds.isEmpty()) {
      return List.of();
    }
    List<?> rows =
        getSession()
            .createNativeQuery(
                """
                select id from (%s) as latest where model_id = any(:ids)
                 order by model_id, number desc
                """
                    .formatted(LATEST),
                Tuple.class)
            .setParameter("ids", modelIds.toArray(UUID[]::new))
            .getResultList();
    return inOrder(rows.stream().map(row -> ((Tuple) row).get(0, UUID.class)).toList());
  }

  /**
   * Returns the newest version of a model that is not over ({@code model_version_number_unique}).
   */
  public Optional<ModelVersion> newest(Model model) {
    return find(
            "projectId = ?1 and modelId = ?2 and state not in (DISCARDED, RETIRED)"
                + " order by number desc",
            model.projectId(),
            model.id())
        .firstResultOptional();
  }

  /** Finds the version that an alias of a model points at ({@code model_alias_pk}). */
  public Optional<ModelVersion> aliased(Model model, String alias) {
    return getSession()
        .createNativeQuery(
            """
            select v.* from model_alias a join model_version v on v.id = a.version_id
             where a.model_id = :model and a.name = :alias
            """,
            ModelVersion.class)
        .setParameter("model", model.id())
        .setParameter("alias", alias)
        .uniqueResultOptional();
  }

  /** Returns the names of the aliases that point at a version ({@code model_alias_version}). */
  List<String> aliases(ModelVersion version) {
    return getSession()
        .createNativeQuery(
            "select name from model_alias where version_id = :version order by name", Tuple.class)
        .setParameter("version", version.id())
        .getResultList()
        .stream()
        .map(row -> row.get(0, String.class))
        .toList();
  }

  /** Says whether a version of a model was ever submitted ({@code model_version_number_unique}). */
  public boolean anySubmitted(Model model) {
    return count("projectId = ?1 and modelId = ?2 and round > 0", model.projectId(), model.id())
        > 0;
  }

  /**
   * Returns versions by id, in the order given: what the transaction has at hand, else in one
   * statement ({@code model_version_pk}).
   */
  public List<ModelVersion> inOrder(List<UUID> ids) {
    return getSession().findMultiple(ModelVersion.class, ids, SessionCheckMode.ENABLED).stream()
        .filter(Objects::nonNull)
        .toList();
  }
}
