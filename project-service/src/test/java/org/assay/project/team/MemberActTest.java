package org.assay.project.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;
import org.assay.project.charter.Charters;
import org.assay.project.charter.ProjectState;
import org.assay.project.charter.VisibleProject;
import org.assay.project.membership.Member;
import org.assay.project.membership.MemberRole;
import org.assay.project.membership.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemberActTest {

  private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @EnumSource
  void isAllowedToTheOwnerInEveryState(ProjectState state) {
    assertThat(MemberAct.REMOVE.refusal(as(MemberRole.OWNER, state), viewer(), true)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedToAContributor(MemberAct act) {
    assertThat(act.refusal(as(MemberRole.CONTRIBUTOR, ProjectState.ACTIVE), viewer(), false))
        .map(ProblemException::type)
        .contains(ProjectProblem.PROJECT_LEADERSHIP_REQUIRED);
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheLastOwner(MemberAct act) {
    assertThat(act.refusal(as(MemberRole.OWNER, ProjectState.ACTIVE), owner(), true))
        .map(ProblemException::type)
        .contains(ProjectProblem.LAST_OWNER);
  }

  @ParameterizedTest
  @EnumSource
  void letsOneOfTwoOwnersGo(MemberAct act) {
    assertThat(act.refusal(as(MemberRole.OWNER, ProjectState.ACTIVE), owner(), false)).isEmpty();
  }

  @Test
  void changesNoMembershipThatHasEnded() {
    Member member = viewer();
    member.leave(DAY, 3);

    assertThat(
            MemberAct.CHANGE_ROLE.refusal(as(MemberRole.OWNER, ProjectState.ACTIVE), member, false))
        .map(ProblemException::type)
        .contains(ProjectProblem.MEMBERSHIP_ENDED);
  }

  private static VisibleProject as(MemberRole role, ProjectState state) {
    Caller engineer =
        new Caller("sub", "engineer", Set.of(Role.ENGINEER), "credit", false, "token");
    return new VisibleProject(Charters.project(state), new Standing(engineer, role));
  }

  private static Member owner() {
    return member(MemberRole.OWNER);
  }

  private static Member viewer() {
    return member(MemberRole.VIEWER);
  }

  private static Member member(MemberRole role) {
    return Member.joining(
        new UUID(0, 1), new Member.Newcomer("other", "credit", false), role, DAY, 2);
  }
}
