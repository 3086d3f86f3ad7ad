package org.assay.review.evidence.window;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.function.ToLongFunction;
import org.assay.kit.http.PlainText;
import org.assay.review.evidence.statistics.SmallCounts;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a feature, or the score, was distributed in the reference and in a window.
 *
 * @param name its name, once in a window
 * @param kind what it is
 * @param bins the same of both, fixed on the reference; each label once
 */
@Schema(name = "WatchedFeature")
public record WatchedFeature(
    @NotNull @PlainText(max = 100) String name,
    @NotNull FeatureKind kind,
    @NotNull @Size(min = 2, max = MOST_BINS) List<@NotNull @Valid FeatureBin> bins) {

  static final int MOST_BINS = 50;

  long[] reference() {
    return counts(FeatureBin::reference);
  }

  long[] current() {
    return counts(FeatureBin::current);
  }

  private long[] counts(ToLongFunction<FeatureBin> of) {
    return bins.stream().mapToLong(of).toArray();
  }

  /** Says whether some bin has so few rows that a reader could single people out. */
  boolean small() {
    return SmallCounts.among(reference()) || SmallCounts.among(current());
  }
}
