package org.assay.review.evidence.attack;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.assay.review.evidence.statistics.Proportion;

/**
 * How often an attack succeeded, beside how often it would without the model.
 *
 * @param successes how often it did, at most the trials
 * @param trials how often it was tried
 * @param baselineRate how often it succeeds without the model, as by guessing what is most frequent
 */
public record AttackTrials(
    @NotNull @Min(0) @Max(PrivacyAttack.MOST) Long successes,
    @NotNull @Min(1) @Max(PrivacyAttack.MOST) Long trials,
    @NotNull @DecimalMin("0") @DecimalMax("1") Double baselineRate) {

  Proportion hits() {
    return new Proportion(successes, trials);
  }
}
