package org.assay.project.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Set;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;
import org.assay.project.membership.MemberRole;
import org.assay.project.membership.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProjectActTest {

  private static final Standing OWNER = standing(Role.ENGINEER, MemberRole.OWNER);
  private static final Standing VIEWER = standing(Role.ENGINEER, MemberRole.VIEWER);

  @ParameterizedTest
  @CsvSource({
    "PROPOSED, UPDATE ACTIVATE CLOSE CHANGE_MEMBERS",
    "ACTIVE, UPDATE HOLD CLOSE CHANGE_MEMBERS",
    "ON_HOLD, UPDATE ACTIVATE CLOSE CHANGE_MEMBERS",
    "CLOSED, CHANGE_MEMBERS"
  })
  void isAllowedToTheOwnerInTheStatesThatTheMachineNames(ProjectState state, String allowed) {
    Project project = Charters.project(state);
    for (ProjectAct act : ProjectAct.values()) {
      assertThat(act.refusal(project, OWNER).isEmpty())
          .as("%s in %s", act, state)
          .isEqualTo(List.of(allowed.split(" ")).contains(act.name()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedToWhoDoesNotSteer(ProjectAct act) {
    assertThat(act.refusal(Charters.project(ProjectState.ACTIVE), VIEWER))
        .map(ProblemException::type)
        .contains(ProjectProblem.PROJECT_LEADERSHIP_REQUIRED);
  }

  @Test
  void saysWhatTheStateAllowsInstead() {
    ProblemException refusal =
        ProjectAct.HOLD.refusal(Charters.project(ProjectState.CLOSED), OWNER).orElseThrow();

    assertThat(refusal.toProblem(null, null).extensions())
        .containsEntry("state", ProjectState.CLOSED)
        .containsEntry("allowed", List.of("add-member"));
  }

  @Test
  void offersEveryActWithTheReasonOfItsGuard() {
    List<ActionView> offered = ProjectAct.offered(Charters.project(ProjectState.ON_HOLD), OWNER);

    assertThat(offered)
        .extracting(ActionView::name, ActionView::allowed, ActionView::reasonCode)
        .containsExactly(
            tuple("update", true, null),
            tuple("hold", false, "PROJECT_STATE"),
            tuple("activate", true, null),
            tuple("close", true, null),
            tuple("add-member", true, null));
  }

  private static Standing standing(Role role, MemberRole member) {
    return new Standing(
        new Caller("sub", "account", Set.of(role), "credit", false, "token"), member);
  }
}
