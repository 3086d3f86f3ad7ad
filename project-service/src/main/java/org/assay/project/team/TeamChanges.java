package org.assay.project.team;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Identified;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;
import org.assay.project.charter.Project;
import org.assay.project.charter.ProjectEvents;
import org.assay.project.charter.Projects;
import org.assay.project.membership.Member;
import org.assay.project.membership.MemberRole;
import org.assay.project.membership.Members;

/** Changes who belongs to a project. The project's row is locked, so the last owner stays so. */
@ApplicationScoped
class TeamChanges {

  private final Members members;
  private final Projects projects;
  private final ProjectEvents events;

  TeamChanges(Members members, Projects projects, ProjectEvents events) {
    this.members = members;
    this.projects = projects;
    this.events = events;
  }

  /**
   * Begins a membership; who was a member before begins another.
   *
   * @throws ProblemException {@code MACHINE_CANNOT_OWN}, {@code ALREADY_MEMBER}
   */
  Member add(Project project, Identified newcomer, MemberRole role, Caller caller) {
    requireOwnable(newcomer.machine(), role);
    members
        .current(project.id(), newcomer.subject())
        .ifPresent(
            member -> {
              throw alreadyMember(project, newcomer, member);
            });
    Member member =
        Member.joining(
            project.id(),
            new Member.Newcomer(newcomer.subject(), newcomer.unit(), newcomer.machine()),
            role,
            projects.now(),
            project.advance());
    members.persist(member);
    events.member(EventTypes.MEMBER_ADDED, project, member, caller);
    return member;
  }

  /**
   * Gives a member another role; the same role leaves no trace.
   *
   * @throws ProblemException {@code MACHINE_CANNOT_OWN}
   */
  void changeRole(Project project, Member member, MemberRole role, Caller caller) {
    requireOwnable(member.isMachine(), role);
    if (member.role() == role) {
      return;
    }
    member.become(role, project.advance());
    events.member(EventTypes.MEMBER_ROLE_CHANGED, project, member, caller);
    handOver(project, caller);
  }

  /** Ends a membership. */
  void remove(Project project, Member member, Caller caller) {
    member.leave(projects.now(), project.advance());
    events.member(EventTypes.MEMBER_REMOVED, project, member, caller);
    handOver(project, caller);
  }

  /** Says whether the project has no other owner than perhaps the one asked about. */
  boolean hasOneOwner(Project project) {
    return members.twoOwners(project.id()).size() < 2;
  }

  /** Names the longest-standing owner the principal one where the former owns no longer. */
  private void handOver(Project project, Caller caller) {
    Optional<Member> principal =
        members.current(project.id(), project.owner()).filter(TeamChanges::owns);
    List<Member> owners = members.twoOwners(project.id());
    if (principal.isEmpty() && !owners.isEmpty()) {
      project.handOverTo(owners.getFirst().subject());
      project.advance();
      events.updated(project, caller);
    }
  }

  private static boolean owns(Member member) {
    return member.role() == MemberRole.OWNER;
  }

  private static void requireOwnable(boolean machine, MemberRole role) {
    if (machine && role == MemberRole.OWNER) {
      String detail = "A machine may be CONTRIBUTOR or VIEWER";
      throw ProblemException.of(ProjectProblem.MACHINE_CANNOT_OWN, detail)
          .at("/role", ProjectProblem.MACHINE_CANNOT_OWN.code(), detail);
    }
  }

  private static ProblemException alreadyMember(
      Project project, Identified newcomer, Member member) {
    return ProblemException.of(
            ProjectProblem.ALREADY_MEMBER,
            "%s is %s of project %s already"
                .formatted(newcomer.account(), member.role(), project.key()))
        .help("PATCH the member to give another role.");
  }
}
