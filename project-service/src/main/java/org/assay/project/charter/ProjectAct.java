package org.assay.project.charter;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assay.kit.http.ActionView;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;
import org.assay.project.membership.Standing;
import org.jspecify.annotations.Nullable;

/**
 * The acts on a project. {@link #refusal} is the only place that decides; what a view offers in
 * {@code actions[]} and what a request meets come from it alike.
 */
public enum ProjectAct {
  /** Changes the charter. */
  UPDATE("update", null),
  /** Pauses the project. */
  HOLD("hold", ProjectState.ON_HOLD),
  /** Starts or resumes the project. */
  ACTIVATE("activate", ProjectState.ACTIVE),
  /** Ends the project for good. */
  CLOSE("close", ProjectState.CLOSED),
  /** Adds and changes members; also of a closed project, whose models live on. */
  CHANGE_MEMBERS("add-member", null);

  private final String action;
  private final @Nullable ProjectState target;

  ProjectAct(String action, @Nullable ProjectState target) {
    this.action = action;
    this.target = target;
  }

  private boolean isPossibleIn(ProjectState state) {
    return switch (this) {
      case UPDATE, CLOSE -> state != ProjectState.CLOSED;
      case HOLD -> state == ProjectState.ACTIVE;
      case ACTIVATE -> state == ProjectState.PROPOSED || state == ProjectState.ON_HOLD;
      case CHANGE_MEMBERS -> true;
    };
  }

  /** Returns the state the act leads to, empty where it leaves the state alone. */
  Optional<ProjectState> target() {
    return Optional.ofNullable(target);
  }

  /** Says why the act is refused to a caller of that standing, empty where it is allowed. */
  Optional<ProblemException> refusal(Project project, Standing standing) {
    if (!standing.steers()) {
      return Optional.of(
          ProblemException.of(
                  ProjectProblem.PROJECT_LEADERSHIP_REQUIRED,
                  "This takes an owner of project %s, or a lead who is its member"
                      .formatted(project.key()))
              .help("Ask an owner of the project, listed under its members."));
    }
    if (!isPossibleIn(project.state())) {
      return Optional.of(
          ProblemException.of(
                  ProjectProblem.PROJECT_STATE,
                  "The act %s is not possible while project %s is %s"
                      .formatted(action, project.key(), project.state()))
              .with("state", project.state())
              .with("allowed", possibleIn(project.state())));
    }
    return Optional.empty();
  }

  /** Shows every act with whether the caller may do it now. */
  static List<ActionView> offered(Project project, Standing standing) {
    return Arrays.stream(values())
        .map(act -> action(act.action, act.refusal(project, standing)))
        .toList();
  }

  /** Shows an act with what its guard says. */
  public static ActionView action(String action, Optional<ProblemException> refusal) {
    return refusal
        .map(why -> ActionView.refused(action, why.type().code(), why.detail()))
        .orElseGet(() -> ActionView.allowed(action));
  }

  private static List<String> possibleIn(ProjectState state) {
    return Arrays.stream(values())
        .filter(act -> act.isPossibleIn(state))
        .map(act -> act.action)
        .toList();
  }
}
