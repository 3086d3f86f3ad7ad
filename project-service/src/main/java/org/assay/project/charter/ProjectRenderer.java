package org.assay.project.charter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.People;
import org.assay.project.membership.Standing;
import org.assay.project.membership.Standings;

/** Joins projects with the names of people and with what the caller may do. */
@ApplicationScoped
class ProjectRenderer {

  private final Accounts accounts;
  private final Standings standings;

  ProjectRenderer(Accounts accounts, Standings standings) {
    this.accounts = accounts;
    this.standings = standings;
  }

  /** Shows one project as the caller now stands to it. */
  ProjectView view(Project project) {
    return views(List.of(project)).getFirst();
  }

  /** Shows a page of projects with one query for memberships and one look-up of names. */
  List<ProjectView> views(List<Project> projects) {
    Function<UUID, Standing> standing =
        standings.among(projects.stream().map(Project::id).toList());
    People people =
        accounts.people(
            projects.stream()
                .flatMap(
                    project ->
                        Stream.of(
                            project.charter().sponsor(), project.owner(), project.createdBy())));
    return projects.stream()
        .map(project -> view(project, standing.apply(project.id()), people))
        .toList();
  }

  private static ProjectView view(Project project, Standing standing, People people) {
    Charter charter = project.charter();
    return new ProjectView(
        project.id(),
        project.key(),
        charter.name(),
        charter.businessGoal(),
        people.named(charter.sponsor()),
        charter.unit(),
        project.state(),
        charter.scopeIn(),
        charter.scopeOut(),
        charter.startsOn(),
        charter.endsOn(),
        people.named(project.owner()),
        standing.role(),
        project.createdAt(),
        people.named(project.createdBy()),
        project.revision(),
        ProjectAct.offered(project, standing));
  }
}
