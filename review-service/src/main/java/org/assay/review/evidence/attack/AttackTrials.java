package org.assay.review.evidence.attack;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.assay.review.evidence.statistics.Proportion;
import org.jspecify.annotations.Nullable;

/**
 * How often an attack succeeded, beside how often it does without the model: as counts, or as a
 * rate, which nobody can check and no limit is held to.
 *
 * @param successes how often it did, at most the trials
 * @param trials how often it was tried
 * @param control the same attack without the model, as by guessing what is most frequent
 * @param baselineRate how often it succeeds without the model, where that was not counted
 */
public record AttackTrials(
    @NotNull @Min(0) @Max(PrivacyAttack.MOST) Long successes,
    @NotNull @Min(1) @Max(PrivacyAttack.MOST) Long trials,
    @Valid @Nullable Control control,
    @DecimalMin("0") @DecimalMax("1") @Nullable Double baselineRate) {

  /**
   * How often an attack succeeded without the model.
   *
   * @param successes how often it did, at most the trials
   * @param trials how often it was tried
   */
  public record Control(
      @NotNull @Min(0) @Max(PrivacyAttack.MOST) Long successes,
      @NotNull @Min(1) @Max(PrivacyAttack.MOST) Long trials) {

    Proportion hits() {
      return new Proportion(successes, trials);
    }
  }

  Proportion hits() {
    return new Proportion(successes, trials);
  }
}
