package org.assay.review.evidence.window;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.statistics.GroupReport;
import org.assay.review.evidence.statistics.Verdict;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A monitoring window as HTTP shows it to one reader.
 *
 * @param environment where the version ran
 * @param from the first instant of it
 * @param until the first instant after it
 * @param drift how far it is from the reference
 * @param live what its live counts say of the claims; absent where nothing is claimed of them
 * @param policy the policy that it was judged by
 * @param plan the plan whose claims it was judged by
 * @param pseudoCount what it adds to each bin
 * @param definitions the version of the statistics' definitions
 * @param features the features
 * @param liveCounts how right the predictions turned out to be
 * @param claims each claim with its verdict
 */
@Schema(name = "MonitoringWindow")
public record WindowView(
    String environment,
    Instant from,
    Instant until,
    DriftState drift,
    @Nullable String live,
    String policy,
    @Nullable UUID plan,
    @Nullable Double pseudoCount,
    String definitions,
    List<FeatureView> features,
    @Nullable LiveView liveCounts,
    List<JudgedClaim> claims) {

  /** Copies the lists. */
  public WindowView {
    features = List.copyOf(features);
    claims = List.copyOf(claims);
  }

  /** Shows a window. */
  public static WindowView of(MonitoringWindow kept, WindowMask mask) {
    Window window = kept.window();
    LiveCounts live = window.live();
    Verdict verdict = kept.live();
    WindowReport report = kept.report();
    Map<String, FeatureDrift> measured =
        report.features().stream()
            .collect(Collectors.toMap(FeatureDrift::name, Function.identity()));
    return new WindowView(
        kept.environment(),
        kept.from(),
        kept.until(),
        kept.drift(),
        verdict == null ? null : verdict.name(),
        kept.policy(),
        kept.planId(),
        window.pseudoCount(),
        GroupReport.DEFINITIONS,
        window.features().stream()
            .map(
                feature ->
                    FeatureView.of(
                        feature, Objects.requireNonNull(measured.get(feature.name())), mask))
            .toList(),
        live == null ? null : LiveView.of(live, mask),
        report.claims().stream().map(mask::shown).toList());
  }

  /**
   * One feature.
   *
   * @param name its name
   * @param kind what it is
   * @param drift how far it is from the reference
   * @param masked whether its counts are not shown to this reader, one being below 10
   * @param reference the window that fixed what it is compared with; absent where none did, as long
   *     ago
   * @param referenceRows how many rows the reference has; absent where its counts are not shown
   * @param currentRows how many the window has; absent where its counts are not shown
   * @param bins how they are distributed; none where its counts are not shown, since rare values
   *     are labels too
   */
  @Schema(name = "FeatureOfWindow")
  public record FeatureView(
      String name,
      FeatureKind kind,
      DriftState drift,
      boolean masked,
      @Nullable UUID reference,
      @Nullable Long referenceRows,
      @Nullable Long currentRows,
      List<BinView> bins) {

    /** Copies the list. */
    public FeatureView {
      bins = List.copyOf(bins);
    }

    static FeatureView of(WatchedFeature feature, FeatureDrift drift, WindowMask mask) {
      boolean masked = mask.features().contains(feature.name());
      return new FeatureView(
          feature.name(),
          feature.kind(),
          drift.state(),
          masked,
          drift.reference(),
          masked ? null : Long.valueOf(drift.referenceRows()),
          masked ? null : Long.valueOf(drift.currentRows()),
          masked ? List.of() : feature.bins().stream().map(BinView::of).toList());
    }
  }

  /**
   * One bin.
   *
   * @param label which values it has
   * @param reference how many rows of the reference are in it
   * @param current how many of the window
   */
  @Schema(name = "BinOfWindow")
  public record BinView(String label, long reference, long current) {

    static BinView of(FeatureBin bin) {
      return new BinView(bin.label(), bin.reference(), bin.current());
    }
  }

  /**
   * How right the predictions turned out to be.
   *
   * @param positiveClass the class that {@code tp} counts the hits of
   * @param favourableLabel the class that people wish for
   * @param rows over all rows; absent for readers who may not see small counts
   * @param attributes by groups
   */
  @Schema(name = "LiveCountsOfWindow")
  public record LiveView(
      String positiveClass,
      String favourableLabel,
      @Nullable LiveRows rows,
      List<GroupedView> attributes) {

    /** Copies the list. */
    public LiveView {
      attributes = List.copyOf(attributes);
    }

    static LiveView of(LiveCounts live, WindowMask mask) {
      String favourable = live.favourableLabel();
      return new LiveView(
          live.positiveClass(),
          favourable == null ? live.positiveClass() : favourable,
          mask.all() ? null : live.rows(),
          live.grouped().stream().map(one -> GroupedView.of(one, mask.attributes())).toList());
    }
  }

  /**
   * The rows by the groups of an attribute.
   *
   * @param attribute what the groups are values of
   * @param masked whether its counts are not shown to this reader, one being below 10
   * @param referenceGroup whom others are compared with
   * @param groups the groups; none for readers who may not see small counts
   */
  @Schema(name = "LiveAttributeOfWindow")
  public record GroupedView(
      String attribute, boolean masked, String referenceGroup, List<LiveGroup> groups) {

    /** Copies the list. */
    public GroupedView {
      groups = List.copyOf(groups);
    }

    static GroupedView of(LiveAttribute attribute, Set<String> masked) {
      boolean hidden = masked.contains(attribute.attribute());
      return new GroupedView(
          attribute.attribute(),
          hidden,
          attribute.reference(),
          hidden ? List.of() : attribute.groups());
    }
  }
}
