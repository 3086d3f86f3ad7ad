package org.assay.project.charter;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The changes of state of all projects. */
@ApplicationScoped
public class Transitions implements PanacheRepositoryBase<Transition, Transition.Key> {

  /** Lists those of a project between two revisions, both included (primary key). */
  public List<Transition> between(UUID projectId, long first, long last) {
    return list(
        "key.projectId = ?1 and key.revision between ?2 and ?3 order by key.revision",
        projectId,
        first,
        last);
  }
}
