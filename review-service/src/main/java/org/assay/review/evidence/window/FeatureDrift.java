package org.assay.review.evidence.window;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.statistics.Drift;
import org.assay.review.evidence.statistics.Drift.KsMethod;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.Reason;
import org.assay.review.evidence.statistics.TestResult;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.MonitoringTerms;
import org.jspecify.annotations.Nullable;

/**
 * How far a feature is from its reference.
 *
 * @param name the feature
 * @param state what that comes to
 * @param referenceRows how many rows the reference has
 * @param currentRows how many the window has
 * @param reference the window that fixed the reference; absent where none did, as long ago
 */
record FeatureDrift(
    String name, DriftState state, long referenceRows, long currentRows, @Nullable UUID reference) {

  private static final String PSI = "psi";
  private static final String JENSEN_SHANNON = "jensen_shannon";
  private static final String KS = "ks_two_sample";
  private static final String MISSING = "FEATURE_MISSING";

  /** The statistics of a feature, and what they come to. */
  record Measured(FeatureDrift drift, List<ReportRow> rows) {

    Measured {
      rows = List.copyOf(rows);
    }
  }

  /** Says whether a statistic is about a feature, and not about an attribute. */
  static boolean measures(String statistic) {
    return statistic.equals(PSI) || statistic.equals(JENSEN_SHANNON) || statistic.equals(KS);
  }

  /**
   * Measures a feature.
   *
   * @param declared what the window adds to each bin
   * @param terms the limits; nothing is judged where absent
   * @param reference the window that fixed the reference
   */
  static Measured of(
      WatchedFeature feature,
      @Nullable Double declared,
      @Nullable MonitoringTerms terms,
      @Nullable UUID reference) {
    long before = LongStream.of(feature.reference()).sum();
    long now = LongStream.of(feature.current()).sum();
    boolean enough = terms != null && Math.min(before, now) >= terms.rows();
    Outcome<Double> psi =
        Drift.psi(feature.reference(), feature.current(), pseudoCount(declared, terms));
    Outcome<Double> divergence = Drift.jensenShannon(feature.reference(), feature.current());
    ReportRow first = row(PSI, feature, now, psi, terms == null ? null : terms.psi(), enough);
    ReportRow second =
        row(
            JENSEN_SHANNON,
            feature,
            now,
            divergence,
            terms == null ? null : terms.jensenShannon(),
            enough);
    return new Measured(
        new FeatureDrift(feature.name(), state(first, second, terms), before, now, reference),
        List.of(first, second));
  }

  /** Returns the greatest distance of the distributions of a number, which is never judged. */
  static ReportRow tested(String name, long n, TestResult found, KsMethod method) {
    return new ReportRow(
        name,
        KS,
        null,
        null,
        null,
        n,
        found.statistic(),
        null,
        null,
        method.name(),
        null,
        found.pValue(),
        null,
        null,
        List.of(),
        null);
  }

  /** Says why there is none. */
  static ReportRow tested(String name, long n, String reason) {
    return ReportRow.figure(name, KS, n, null, reason, List.of(), null);
  }

  /** Says whether a row tells that a feature is left out. */
  static boolean isMissing(ReportRow row) {
    return MISSING.equals(row.reason());
  }

  /** Says that a feature is left out which was watched before. */
  static ReportRow missing(String name) {
    return ReportRow.figure(name, PSI, 0, null, MISSING, List.of(), Verdict.UNDEFINED);
  }

  private static double pseudoCount(@Nullable Double declared, @Nullable MonitoringTerms terms) {
    Double usual = terms == null ? null : terms.pseudoCount();
    return Objects.requireNonNullElse(declared == null ? usual : declared, 0.0);
  }

  private static ReportRow row(
      String statistic,
      WatchedFeature feature,
      long n,
      Outcome<Double> outcome,
      @Nullable Double limit,
      boolean enough) {
    Double value = outcome instanceof Outcome.Ok<Double>(Double found) ? found : null;
    String reason =
        switch (outcome) {
          case Outcome.Ok<Double> _ -> limit == null || enough ? null : Reason.TOO_FEW_ROWS.name();
          case Outcome.Undefined<Double> none -> none.reason().name();
          case Outcome.Rejected<Double> none -> none.fault().name();
        };
    return ReportRow.figure(
        feature.name(),
        statistic,
        n,
        value,
        reason,
        List.of(),
        limit == null ? null : verdict(value, limit, enough));
  }

  private static Verdict verdict(@Nullable Double value, double limit, boolean enough) {
    if (value == null || !enough) {
      return Verdict.UNDEFINED;
    }
    return value > limit ? Verdict.FAIL : Verdict.PASS;
  }

  private static DriftState state(
      ReportRow psi, ReportRow divergence, @Nullable MonitoringTerms terms) {
    if (terms == null) {
      return DriftState.UNJUDGED;
    }
    List<Verdict> verdicts =
        Stream.of(psi.verdict(), divergence.verdict())
            .flatMap(Stream::ofNullable)
            .map(Verdict::valueOf)
            .toList();
    Double look = terms.psiLook();
    Double value = psi.value();
    return switch (Verdict.all(verdicts)) {
      case FAIL -> DriftState.DRIFT;
      case UNDEFINED, INCONCLUSIVE -> DriftState.UNDECIDED;
      case PASS ->
          look != null && value != null && value > look ? DriftState.LOOK : DriftState.STABLE;
    };
  }
}
