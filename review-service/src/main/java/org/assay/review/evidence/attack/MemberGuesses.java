package org.assay.review.evidence.attack;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.assay.review.evidence.attack.AttackRoc.RocPoint;
import org.assay.review.evidence.statistics.Confusion;

/**
 * How often membership was guessed right or wrong.
 *
 * @param tp members guessed to be members
 * @param fp others guessed to be members
 * @param tn others guessed to be others
 * @param fn members guessed to be others
 */
public record MemberGuesses(
    @NotNull @Min(0) @Max(PrivacyAttack.MOST) Long tp,
    @NotNull @Min(0) @Max(PrivacyAttack.MOST) Long fp,
    @NotNull @Min(0) @Max(PrivacyAttack.MOST) Long tn,
    @NotNull @Min(0) @Max(PrivacyAttack.MOST) Long fn) {

  Confusion confusion() {
    return new Confusion(tp, fp, tn, fn);
  }

  /** Returns what the guesses would be at another threshold. */
  Confusion at(RocPoint point) {
    return new Confusion(point.tp(), point.fp(), fp + tn - point.fp(), tp + fn - point.tp());
  }
}
