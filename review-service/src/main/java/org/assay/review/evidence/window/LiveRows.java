package org.assay.review.evidence.window;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.assay.review.evidence.statistics.Confusion;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How often predictions of a window hit or missed, over all rows whose outcome is known.
 *
 * @param tp positive rows predicted positive
 * @param fp negative rows predicted positive
 * @param tn negative rows predicted negative
 * @param fn positive rows predicted negative
 */
@Schema(name = "LiveRows")
public record LiveRows(
    @NotNull @Min(0) @Max(MOST) Long tp,
    @NotNull @Min(0) @Max(MOST) Long fp,
    @NotNull @Min(0) @Max(MOST) Long tn,
    @NotNull @Min(0) @Max(MOST) Long fn) {

  static final long MOST = 1_000_000_000_000L;

  Confusion counts() {
    return new Confusion(tp, fp, tn, fn);
  }
}
