package org.assay.project.team;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assay.kit.http.ActionView;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;
import org.assay.project.charter.ProjectAct;
import org.assay.project.charter.VisibleProject;
import org.assay.project.membership.Member;
import org.assay.project.membership.MemberRole;

/**
 * The acts on one membership; like {@link ProjectAct}, the only place that decides, for what a view
 * offers and for what a request meets.
 */
enum MemberAct {
  CHANGE_ROLE("change-role"),
  REMOVE("remove");

  private final String action;

  MemberAct(String action) {
    this.action = action;
  }

  /**
   * Says why the act is refused, empty where it is allowed.
   *
   * @param lastOwner whether no other owner stays
   */
  Optional<ProblemException> refusal(VisibleProject seen, Member member, boolean lastOwner) {
    Optional<ProblemException> general = seen.refusal(ProjectAct.CHANGE_MEMBERS);
    if (general.isPresent()) {
      return general;
    }
    if (!member.isCurrent()) {
      return Optional.of(
          ProblemException.of(
                  ProjectProblem.MEMBERSHIP_ENDED,
                  "The membership ended at %s".formatted(member.until()))
              .help("Add the person again to begin a new membership."));
    }
    if (lastOwner && member.role() == MemberRole.OWNER) {
      return Optional.of(
          ProblemException.of(
                  ProjectProblem.LAST_OWNER,
                  "The act %s would leave project %s without an owner"
                      .formatted(action, seen.project().key()))
              .help("Make another member an owner first."));
    }
    return Optional.empty();
  }

  /** Shows every act with whether the caller may do it now. */
  static List<ActionView> offered(VisibleProject seen, Member member, boolean lastOwner) {
    return Arrays.stream(values())
        .map(act -> ProjectAct.action(act.action, act.refusal(seen, member, lastOwner)))
        .toList();
  }
}
