package org.assay.review.replica;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.hibernate.Session;

/** Models as they are known here; {@link VersionCopies} writes them. */
@ApplicationScoped
public class ModelCopies {

  private final Session entities;
  private final Access access;

  ModelCopies(Session entities, Access access) {
    this.entities = entities;
    this.access = access;
  }

  /**
   * Returns a model that the caller may read of.
   *
   * @throws ProblemException {@code NOT_FOUND}, alike for what does not exist and what the caller
   *     may not know of
   */
  public ModelCopy readable(Caller caller, String name) {
    return entities
        .createNativeQuery(
            """
            select id, project_id, name from model_copy where name = :name order by id desc limit 1
            """,
            Tuple.class)
        .setParameter("name", name)
        .getResultList()
        .stream()
        .map(ModelCopies::copy)
        .filter(model -> access.reads(caller, model.projectId()))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.of(
                    CommonProblem.NOT_FOUND,
                    "There is no model of that name here, or you may not know of it"));
  }

  /** Returns the models of the given ids; bounded by what is asked. */
  public Map<UUID, ModelCopy> find(Collection<UUID> ids) {
    Map<UUID, ModelCopy> found = new HashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    entities
        .createNativeQuery(
            "select id, project_id, name from model_copy where id in (:ids)", Tuple.class)
        .setParameter("ids", ids)
        .getResultList()
        .stream()
        .map(ModelCopies::copy)
        .forEach(model -> found.put(model.id(), model));
    return found;
  }

  /**
   * Orders what is decided about a model: whoever comes second waits and sees what the first did.
   */
  public void lock(UUID id) {
    entities
        .createNativeQuery("select id from model_copy where id = :id for update", Tuple.class)
        .setParameter("id", id)
        .getResultList();
  }

  private static ModelCopy copy(Tuple row) {
    return new ModelCopy(row.get(0, UUID.class), row.get(1, UUID.class), row.get(2, String.class));
  }
}
