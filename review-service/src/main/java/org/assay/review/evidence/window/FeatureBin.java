package org.assay.review.evidence.window;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One bin of a feature.
 *
 * @param label which values it has
 * @param reference how many rows of the reference are in it
 * @param current how many rows of the window
 */
@Schema(name = "FeatureBin")
public record FeatureBin(
    @NotNull @PlainText(max = 100) String label,
    @NotNull @Min(0) @Max(MOST) Long reference,
    @NotNull @Min(0) @Max(MOST) Long current) {

  private static final long MOST = 1_000_000_000_000L;
}
