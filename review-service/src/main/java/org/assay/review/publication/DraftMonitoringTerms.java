package org.assay.review.publication;

import java.util.Objects;
import org.assay.kit.problem.ProblemException;
import org.assay.review.policy.MonitoringTerms;
import org.assay.review.publication.DraftContent.DraftMonitoring;
import org.jspecify.annotations.Nullable;

/** Reads what a draft holds versions to where they run, and shows that of a policy the same way. */
final class DraftMonitoringTerms {

  private static final int USUAL_DRIFT = 2;
  private static final int USUAL_INCONCLUSIVE = 3;

  private DraftMonitoringTerms() {}

  /**
   * Reads limits.
   *
   * @throws ProblemException 422 for a look that is no less than drift
   */
  static @Nullable MonitoringTerms read(@Nullable DraftMonitoring drafted, String pointer) {
    if (drafted == null) {
      return null;
    }
    Double look = drafted.psiLook();
    if (look != null && look >= drafted.psi()) {
      throw ProblemException.invalid(
          pointer + "/psi_look",
          "NOT_BELOW_PSI",
          "What is worth a look is below what is drift, %s".formatted(drafted.psi()));
    }
    return new MonitoringTerms(
        drafted.psi(),
        look,
        drafted.jensenShannon(),
        drafted.rows(),
        drafted.pseudoCount(),
        Objects.requireNonNullElse(drafted.driftWindows(), USUAL_DRIFT),
        Objects.requireNonNullElse(drafted.inconclusiveWindows(), USUAL_INCONCLUSIVE));
  }

  static @Nullable DraftMonitoring shown(@Nullable MonitoringTerms terms) {
    return terms == null
        ? null
        : new DraftMonitoring(
            terms.psi(),
            terms.psiLook(),
            terms.jensenShannon(),
            terms.rows(),
            terms.pseudoCount(),
            terms.driftWindows(),
            terms.inconclusiveWindows());
  }
}
