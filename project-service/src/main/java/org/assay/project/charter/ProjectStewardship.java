package org.assay.project.charter;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;

/** Changes what is said about a project and its state; the caller has passed the act's guard. */
@ApplicationScoped
class ProjectStewardship {

  private final Accounts accounts;
  private final Units units;
  private final Projects projects;
  private final Transitions transitions;
  private final ProjectEvents events;
  private final SecureRandom random = new SecureRandom();

  ProjectStewardship(
      Accounts accounts,
      Units units,
      Projects projects,
      Transitions transitions,
      ProjectEvents events) {
    this.accounts = accounts;
    this.units = units;
    this.projects = projects;
    this.transitions = transitions;
    this.events = events;
  }

  /**
   * Takes a changed charter; one that says the same leaves no trace.
   *
   * @throws ProblemException {@code UNKNOWN_UNIT}, {@code UNKNOWN_SUBJECT}, {@code
   *     DATES_OUT_OF_ORDER}
   */
  void change(Project project, ChangeProject command, Caller caller) {
    if (!command.unit().equals(project.unit())) {
      units.require(command.unit());
    }
    String standing = project.charter().sponsor();
    String sponsor =
        command.sponsor().equals(standing)
            ? standing
            : accounts.subjectOf(command.sponsor(), "/sponsor");
    if (project.change(command.charter(sponsor))) {
      project.advance();
      events.updated(project, caller);
    }
  }

  /** Enters the state that the act leads to. */
  Transition enter(Project project, ProjectAct act, String reason, Caller caller) {
    project.enter(act.target().orElseThrow());
    Transition transition =
        Transition.of(
            new Transition.Key(project.id(), project.advance()),
            act,
            reason,
            caller.subject(),
            projects.now(),
            random);
    transitions.persist(transition);
    events.transitioned(project, transition.reasonDigest(), caller);
    return transition;
  }
}
