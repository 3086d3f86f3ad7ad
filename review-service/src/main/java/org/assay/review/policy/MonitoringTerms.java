package org.assay.review.policy;

import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a version is held to where it runs, by what Assay computes of monitoring windows.
 *
 * @param psi how far a feature may be from its reference, in nats; more is drift
 * @param psiLook from more than this on it is worth a look, below {@code psi}; nowhere where absent
 * @param jensenShannon how far it may be by that measure too, in bits; any where absent
 * @param rows how many rows of a feature say something, of the reference and of the window
 * @param pseudoCount what is added to each bin where a window declares nothing; nothing where
 *     absent
 * @param driftWindows after how many windows with drift in a row something follows
 * @param inconclusiveWindows after how many inconclusive ones
 */
public record MonitoringTerms(
    double psi,
    @Nullable Double psiLook,
    @Nullable Double jensenShannon,
    int rows,
    @Nullable Double pseudoCount,
    int driftWindows,
    int inconclusiveWindows) {

  /** Returns what both ask for together: whatever lets something follow sooner. */
  MonitoringTerms and(MonitoringTerms other) {
    return new MonitoringTerms(
        Math.min(psi, other.psi),
        either(psiLook, other.psiLook, Math::min),
        either(jensenShannon, other.jensenShannon, Math::min),
        Math.min(rows, other.rows),
        either(pseudoCount, other.pseudoCount, Math::min),
        Math.min(driftWindows, other.driftWindows),
        Math.min(inconclusiveWindows, other.inconclusiveWindows));
  }

  private static @Nullable Double either(
      @Nullable Double one, @Nullable Double other, BinaryOperator<Double> both) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return both.apply(one, other);
  }
}
