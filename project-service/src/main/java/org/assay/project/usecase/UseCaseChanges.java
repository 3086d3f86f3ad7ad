package org.assay.project.usecase;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.UseCaseChanged;
import org.assay.kit.identity.Caller;
import org.assay.project.charter.Project;
import org.assay.project.charter.ProjectEvents;
import org.assay.project.charter.Projects;

/**
 * Adds and changes use cases; the project's row is locked and its guard has let the caller pass.
 */
@ApplicationScoped
class UseCaseChanges {

  private final UseCases useCases;
  private final Projects projects;
  private final ProjectEvents events;

  UseCaseChanges(UseCases useCases, Projects projects, ProjectEvents events) {
    this.useCases = useCases;
    this.projects = projects;
    this.events = events;
  }

  /** Adds one: event {@code usecase.changed} that names every field which says something. */
  UseCase add(Project project, UseCaseDescription description, Caller caller) {
    UseCase useCase =
        UseCase.added(
            project.id(), description, caller.subject(), projects.now(), project.advance());
    useCases.persist(useCase);
    tell(project, useCase, description.changedSince(null), caller);
    return useCase;
  }

  /** Takes another description; one that says the same leaves no trace. */
  void describe(Project project, UseCase useCase, UseCaseDescription description, Caller caller) {
    List<String> changed = description.changedSince(useCase.description());
    if (changed.isEmpty()) {
      return;
    }
    useCase.describe(description, project.advance());
    tell(project, useCase, changed, caller);
  }

  private void tell(Project project, UseCase useCase, List<String> changed, Caller caller) {
    events.append(
        EventTypes.USE_CASE_CHANGED,
        "project/%s/use-case/%s".formatted(project.key(), useCase.id()),
        project,
        new UseCaseChanged(useCase.id(), project.id(), useCase.jurisdictions(), changed),
        caller);
  }
}
