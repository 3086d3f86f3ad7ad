package org.assay.review.replica;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.UseCaseChanged;
import org.hibernate.Session;

/** The copies of use cases. */
@ApplicationScoped
public class UseCaseCopies {

  private final Session entities;

  UseCaseCopies(Session entities) {
    this.entities = entities;
  }

  /**
   * Takes over a use case as an event of the given revision of its project says it stands.
   *
   * @return whether it was known here, and is another one now
   */
  public boolean apply(UseCaseChanged useCase, long revision) {
    boolean known = find(List.of(useCase.useCaseId())).containsKey(useCase.useCaseId());
    int changed = write(useCase, revision);
    return known && changed > 0;
  }

  private int write(UseCaseChanged useCase, long revision) {
    return entities
        .createNativeMutationQuery(
            """
            insert into use_case_copy (id, project_id, revision)
            values (:id, :project, :revision)
            on conflict (id) do update set revision = excluded.revision
             where use_case_copy.revision < excluded.revision
            """)
        .setParameter("id", useCase.useCaseId())
        .setParameter("project", useCase.projectId())
        .setParameter("revision", revision)
        .executeUpdate();
  }

  /** Returns a use case, if it is known here and belongs to the project. */
  public Optional<UseCaseCopy> find(UUID projectId, UUID id) {
    return find(List.of(id)).values().stream()
        .filter(found -> found.projectId().equals(projectId))
        .findFirst();
  }

  /** Returns the use cases of the given ids; bounded by what is asked. */
  public Map<UUID, UseCaseCopy> find(Collection<UUID> ids) {
    Map<UUID, UseCaseCopy> found = new HashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    entities
        .createNativeQuery(
            "select id, project_id, revision from use_case_copy where id in (:ids)", Tuple.class)
        .setParameter("ids", ids)
        .getResultList()
        .forEach(
            row ->
                found.put(
                    row.get(0, UUID.class),
                    new UseCaseCopy(
                        row.get(0, UUID.class), row.get(1, UUID.class), row.get(2, Long.class))));
    return found;
  }
}
