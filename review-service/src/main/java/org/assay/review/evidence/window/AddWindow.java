package org.assay.review.evidence.window;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
 * @param upload where a file of rows lies in the project's artifacts, of which Assay counts the
 *     features itself
 * @param reference what these are compared with
 * @param columns which columns are counted
 */
@Schema(name = "AddWindow")
public record AddWindow(
    @PlainText(max = 64) @Nullable String environment,
    @NotNull Instant from,
    @NotNull Instant until,
    @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Nullable Double pseudoCount,
    @Size(min = 1, max = MOST_FEATURES) @Nullable List<@NotNull @Valid WatchedFeature> features,
    @Valid @Nullable LiveCounts live,
    @Size(min = 1, max = 1024) @Nullable String upload,
    @Valid @Nullable HeldReference reference,
    @Size(min = 1, max = MOST_FEATURES) @Nullable List<@NotNull @Valid WatchedColumn> columns) {

  static final int MOST_FEATURES = 200;

  /** Returns the file, which a window from files has. */
  String file() {
    return Objects.requireNonNull(upload);
  }

  /** Returns what its rows are compared with. */
  HeldReference held() {
    return Objects.requireNonNull(reference);
  }

  /** Returns what is counted, by the features' names. */
  List<WatchedColumn> watched() {
    return Objects.requireNonNull(columns).stream()
        .sorted(Comparator.comparing(WatchedColumn::name))
        .toList();
  }
}
