package org.assay.project.charter;

import java.util.Optional;
import org.assay.kit.problem.ProblemException;
import org.assay.project.membership.Standing;

/**
 * A project that the caller may know of, with what the caller is in it.
 *
 * @param project the project
 * @param standing the caller's standing
 */
public record VisibleProject(Project project, Standing standing) {

  /**
   * Lets the act pass or refuses it.
   *
   * @throws ProblemException {@code PROJECT_LEADERSHIP_REQUIRED} or {@code PROJECT_STATE}
   */
  public void require(ProjectAct act) {
    refusal(act)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /** Says why the act is refused, empty where it is allowed. */
  public Optional<ProblemException> refusal(ProjectAct act) {
    return act.refusal(project, standing);
  }
}
