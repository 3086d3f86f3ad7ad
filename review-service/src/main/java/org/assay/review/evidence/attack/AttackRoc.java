package org.assay.review.evidence.attack;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * How many members are found at the price of how many others, threshold by threshold.
 *
 * @param atFpr at most which share of the others may be guessed to be members
 * @param points one for each threshold, in any order
 */
public record AttackRoc(
    @NotNull @DecimalMin("0") @DecimalMax("1") Double atFpr,
    @NotNull @Size(min = 1, max = MOST_POINTS) List<@NotNull @Valid RocPoint> points) {

  static final int MOST_POINTS = 1_000;

  /**
   * What one threshold does.
   *
   * @param tp members guessed to be members
   * @param fp others guessed to be members
   */
  public record RocPoint(
      @NotNull @Min(0) @Max(PrivacyAttack.MOST) Long tp,
      @NotNull @Min(0) @Max(PrivacyAttack.MOST) Long fp) {}
}
