package org.assay.review.evidence.window;

import java.util.Set;
import java.util.stream.Collectors;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.statistics.SmallCounts;
import org.jspecify.annotations.Nullable;

/**
 * What of a window a reader may not see, since few people are counted there: of a feature with a
 * small bin, an attribute with a small group and of all rows with a small count nothing is shown
 * but what it comes to.
 *
 * @param features the features
 * @param attributes the attributes
 * @param all whether what is said of all rows is among it
 */
public record WindowMask(Set<String> features, Set<String> attributes, boolean all) {

  private static final WindowMask NONE = new WindowMask(Set.of(), Set.of(), false);

  /** Copies the names. */
  public WindowMask {
    features = Set.copyOf(features);
    attributes = Set.copyOf(attributes);
  }

  /** Returns what a reader of a window may not see. */
  public static WindowMask of(MonitoringWindow kept, boolean seesAll) {
    if (seesAll) {
      return NONE;
    }
    Window window = kept.window();
    LiveCounts live = window.live();
    return new WindowMask(
        window.features().stream()
            .filter(WatchedFeature::small)
            .map(WatchedFeature::name)
            .collect(Collectors.toSet()),
        live == null
            ? Set.of()
            : live.grouped().stream()
                .filter(LiveAttribute::small)
                .map(LiveAttribute::attribute)
                .collect(Collectors.toSet()),
        live != null && SmallCounts.among(live.rows().counts()));
  }

  /** Says whether a statistic is among it. */
  public boolean hides(ReportRow row) {
    return FeatureDrift.measures(row.statistic())
        ? features.contains(String.valueOf(row.attribute()))
        : hides(row.attribute());
  }

  JudgedClaim shown(JudgedClaim claim) {
    return hides(claim.attribute()) ? claim.masked() : claim;
  }

  private boolean hides(@Nullable String attribute) {
    return attribute == null ? all : attributes.contains(attribute);
  }
}
