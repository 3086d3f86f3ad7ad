package org.assay.review.evidence.window;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A window to add: features, how right the predictions were, or both.
 *
 * @param environment where the version ran; {@code production} where absent
 * @param from the first instant of it
 * @param until the first instant after it, not in the future
 * @param pseudoCount what is added to each bin before shares are taken; what the policy says where
 *     absent
 * @param features how the features, and the score, are distributed now and were in the reference
 * @param live how right the predictions turned out to be
 */
@Schema(name = "AddWindow")
public record AddWindow(
    @PlainText(max = 64) @Nullable String environment,
    @NotNull Instant from,
    @NotNull Instant until,
    @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Nullable Double pseudoCount,
    @Size(min = 1, max = MOST_FEATURES) @Nullable List<@NotNull @Valid WatchedFeature> features,
    @Valid @Nullable LiveCounts live) {

  static final int MOST_FEATURES = 200;
}
