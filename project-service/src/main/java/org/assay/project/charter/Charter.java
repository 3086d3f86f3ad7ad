package org.assay.project.charter;

import java.time.LocalDate;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;
import org.jspecify.annotations.Nullable;

/**
 * What may be said about a project and changed later; the texts are plain and within the limits of
 * {@link CreateProject}.
 *
 * @param name how people call it
 * @param businessGoal what the organisation wants from it
 * @param sponsor the {@code sub} of who answers for it in the business
 * @param unit the unit it belongs to, a configured key
 * @param scopeIn what it covers
 * @param scopeOut what it leaves out
 * @param startsOn its first day
 * @param endsOn its last day, not before the first
 */
public record Charter(
    String name,
    String businessGoal,
    String sponsor,
    String unit,
    @Nullable String scopeIn,
    @Nullable String scopeOut,
    @Nullable LocalDate startsOn,
    @Nullable LocalDate endsOn) {

  /**
   * Takes the parts.
   *
   * @throws ProblemException {@code DATES_OUT_OF_ORDER} if the last day is before the first
   */
  public Charter {
    if (startsOn != null && endsOn != null && endsOn.isBefore(startsOn)) {
      String detail = "The last day %s is before the first day %s".formatted(endsOn, startsOn);
      throw ProblemException.of(ProjectProblem.DATES_OUT_OF_ORDER, detail)
          .at("/ends_on", ProjectProblem.DATES_OUT_OF_ORDER.code(), detail);
    }
  }
}
