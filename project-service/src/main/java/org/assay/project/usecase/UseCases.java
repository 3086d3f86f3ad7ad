package org.assay.project.usecase;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;
import org.assay.project.charter.Project;

/** The use cases of all projects; every query is served by an index. */
@ApplicationScoped
class UseCases implements PanacheRepositoryBase<UseCase, UUID> {

  /**
   * Finds one of a project (primary key).
   *
   * @throws ProblemException {@code USE_CASE_NOT_FOUND}, also for one of another project
   */
  UseCase of(Project project, UUID id) {
    return find("id = ?1 and projectId = ?2", id, project.id())
        .firstResultOptional()
        .orElseThrow(
            () ->
                ProblemException.of(
                        ProjectProblem.USE_CASE_NOT_FOUND,
                        "Project %s has no use case %s".formatted(project.key(), id))
                    .help(
                        "GET /api/v1/projects/%s/use-cases lists them.".formatted(project.key())));
  }

  /**
   * Lists those of a project, oldest first, after the given one (index {@code use_case_project}).
   */
  List<UseCase> after(UUID projectId, Optional<UUID> after, int limit) {
    UUID floor = after.orElse(new UUID(0, 0));
    return find("projectId = ?1 and id > ?2 order by id", projectId, floor).page(0, limit).list();
  }
}
