package org.assay.review.evidence.window;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.event.EvidenceChanged;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.plan.ReportTerms;
import org.assay.review.evidence.statistics.GroupReport;
import org.assay.review.evidence.statistics.IntervalSource;
import org.assay.review.evidence.statistics.PerformanceReport;
import org.assay.review.evidence.statistics.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What is computed of a window, and what its policy and plan say of that.
 *
 * @param drift how far it is from the reference
 * @param live what its live counts say of the claims; absent where they say nothing
 * @param livePerformance what they say of those over all rows; absent too of windows of before that
 *     was kept
 * @param liveFairness what they say of those about groups, likewise
 * @param features how far each feature is
 * @param claims each claim with its verdict
 * @param statistics of the features, then of all rows, then of each attribute
 */
record WindowReport(
    DriftState drift,
    @Nullable Verdict live,
    @Nullable Verdict livePerformance,
    @Nullable Verdict liveFairness,
    List<FeatureDrift> features,
    List<JudgedClaim> claims,
    List<ReportRow> statistics) {

  private static final String DRIFT = "drift";
  private static final String LIVE = "live";

  WindowReport {
    features = List.copyOf(features);
    claims = List.copyOf(claims);
    statistics = List.copyOf(statistics);
  }

  /**
   * Measures and judges a window.
   *
   * @param before what else is known; of a feature of the windows before it that is left out
   *     nothing is known, so that the window says nothing, unless another feature drifts
   */
  static WindowReport of(Window window, WindowTerms terms, Before before) {
    List<FeatureDrift.Measured> measured =
        window.features().stream()
            .map(
                feature ->
                    FeatureDrift.of(
                        feature,
                        window.pseudoCount(),
                        terms.monitoring(),
                        before.references().get(feature.name())))
            .toList();
    List<ReportRow> rows = new ArrayList<>();
    measured.forEach(one -> rows.addAll(one.rows()));
    rows.addAll(before.tests());
    List<ReportRow> missing =
        terms.monitoring() == null ? List.of() : missing(window, before.watched());
    rows.addAll(missing);
    LiveCounts live = window.live();
    LiveClaims.Result claims = live == null ? LiveClaims.Result.NONE : LiveClaims.of(live, terms);
    if (live != null) {
      rows.addAll(live(live, terms.report()));
    }
    return new WindowReport(
        measured.stream()
            .map(one -> one.drift().state())
            .reduce(
                missing.isEmpty() ? DriftState.UNJUDGED : DriftState.UNDECIDED, DriftState::and),
        claims.verdict(),
        claims.performance(),
        claims.fairness(),
        measured.stream().map(FeatureDrift.Measured::drift).toList(),
        claims.claims(),
        rows);
  }

  /** A window of live counts alone watches no feature, and leaves none out. */
  private static List<ReportRow> missing(Window window, Set<String> watched) {
    Set<String> there =
        window.features().stream().map(WatchedFeature::name).collect(Collectors.toSet());
    return there.isEmpty()
        ? List.of()
        : watched.stream()
            .filter(name -> !there.contains(name))
            .sorted()
            .map(FeatureDrift::missing)
            .toList();
  }

  /** Returns the features beyond a limit, by name. */
  List<String> drifted() {
    return features.stream()
        .filter(feature -> feature.state() == DriftState.DRIFT)
        .map(FeatureDrift::name)
        .toList();
  }

  /** Returns the features that it left out. */
  Stream<String> missing() {
    return statistics.stream()
        .filter(FeatureDrift::isMissing)
        .flatMap(row -> Stream.ofNullable(row.attribute()));
  }

  private static List<ReportRow> live(LiveCounts live, ReportTerms terms) {
    List<ReportRow> rows = new ArrayList<>();
    PerformanceReport.of(live.rows().counts(), null, false, terms.confidence(), IntervalSource.NONE)
        .forEach(one -> rows.add(ReportRow.of(null, one, null)));
    for (LiveAttribute attribute : live.grouped()) {
      GroupReport.of(
              attribute.counted(),
              new GroupReport.Plan(
                  attribute.attribute(),
                  live.positiveFavourable(),
                  attribute.reference(),
                  terms.confidence(),
                  terms.minimum()))
          .forEach(one -> rows.add(ReportRow.of(attribute.attribute(), one, null)));
    }
    return rows;
  }

  /** Returns what is told of it: what features and claims come to, never which feature. */
  List<EvidenceChanged.Verdict> verdicts() {
    List<EvidenceChanged.Verdict> verdicts = new ArrayList<>();
    statistics.stream()
        .filter(row -> FeatureDrift.measures(row.statistic()) && row.verdict() != null)
        .map(row -> new EvidenceChanged.Verdict(DRIFT, row.statistic(), row.verdict()))
        .distinct()
        .forEach(verdicts::add);
    claims.stream()
        .map(claim -> new EvidenceChanged.Verdict(LIVE, claim.statistic(), claim.verdict()))
        .distinct()
        .forEach(verdicts::add);
    return List.copyOf(verdicts);
  }

  String json() {
    try {
      return EventJson.mapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Reports are written as JSON", e);
    }
  }

  static WindowReport read(String json) {
    try {
      return EventJson.mapper().readValue(json, WindowReport.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A report cannot be read", e);
    }
  }
}
