package org.assay.project.charter;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.name.ProjectKey;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.project.membership.Member;
import org.assay.project.membership.MemberRole;
import org.assay.project.membership.Members;

/** Begins a project and makes its founder the first owner: two events of one transaction. */
@ApplicationScoped
class ProjectFounding {

  private final Accounts accounts;
  private final Units units;
  private final Projects projects;
  private final Members members;
  private final ProjectEvents events;

  ProjectFounding(
      Accounts accounts, Units units, Projects projects, Members members, ProjectEvents events) {
    this.accounts = accounts;
    this.units = units;
    this.projects = projects;
    this.members = members;
    this.events = events;
  }

  /**
   * Founds a project; the caller holds the realm role lead.
   *
   * @throws ProblemException {@code FORBIDDEN} to a machine, {@code UNKNOWN_UNIT}, {@code
   *     UNKNOWN_SUBJECT}, {@code DATES_OUT_OF_ORDER}, {@code PROJECT_KEY_TAKEN}
   */
  Project found(CreateProject command, Caller caller) {
    if (caller.machine()) {
      throw ProblemException.of(CommonProblem.FORBIDDEN, "A machine cannot begin a project");
    }
    units.require(command.unit());
    Charter charter = command.charter(accounts.subjectOf(command.sponsor(), "/sponsor"));
    Project project =
        Project.founded(new ProjectKey(command.key()), charter, caller.subject(), projects.now());
    project.advance();
    projects.add(project);
    events.created(project, caller);

    Member owner =
        Member.joining(
            project.id(),
            new Member.Newcomer(caller.subject(), caller.unit(), false),
            MemberRole.OWNER,
            project.createdAt(),
            project.advance());
    members.persist(owner);
    events.member(EventTypes.MEMBER_ADDED, project, owner, caller);
    return project;
  }
}
