package org.assay.project.charter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;
import org.assay.project.membership.Standings;

/** The only way to a project from HTTP: who may not know of it gets what an unknown key gets. */
@ApplicationScoped
public class ProjectAccess {

  private final Projects projects;
  private final Standings standings;

  ProjectAccess(Projects projects, Standings standings) {
    this.projects = projects;
    this.standings = standings;
  }

  /**
   * Finds a project to read.
   *
   * @throws ProblemException {@code PROJECT_NOT_FOUND} if there is none or the caller may not know
   */
  public VisibleProject read(String key) {
    return visible(key, projects.byKey(key));
  }

  /**
   * Finds a project to change and locks it until the transaction ends.
   *
   * @throws ProblemException {@code PROJECT_NOT_FOUND} if there is none or the caller may not know
   */
  public VisibleProject change(String key) {
    return visible(key, projects.forChange(key));
  }

  private VisibleProject visible(String key, Optional<Project> found) {
    return found
        .map(project -> new VisibleProject(project, standings.in(project.id())))
        .filter(seen -> seen.standing().reads())
        .orElseThrow(
            () ->
                ProblemException.of(
                        ProjectProblem.PROJECT_NOT_FOUND,
                        "No project that you may read has the key " + shown(key))
                    .help("GET /api/v1/projects lists the projects you may read."));
  }

  /** What the caller sent is shown back only where it has the form of a key. */
  private static String shown(String key) {
    return key.matches(ProjectKey.PATTERN) ? key : "that was asked for";
  }
}
