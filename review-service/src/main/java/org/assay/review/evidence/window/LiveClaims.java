package org.assay.review.evidence.window;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assay.review.evidence.evaluation.ClaimLimit;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.PlannedClaim;
import org.assay.review.evidence.plan.PredictionTask;
import org.assay.review.evidence.statistics.GroupClaim;
import org.assay.review.evidence.statistics.GroupClaim.Judged;
import org.assay.review.evidence.statistics.GroupStatistic;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.IntervalMethod;
import org.assay.review.evidence.statistics.IntervalSource;
import org.assay.review.evidence.statistics.Minimum;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.PerformanceReport;
import org.assay.review.evidence.statistics.Reported;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.FairnessTerms;
import org.assay.review.policy.FairnessTerms.FairnessLimit;
import org.jspecify.annotations.Nullable;

/**
 * What the live counts of a window say of the claims that the version was released on: those of its
 * plan over all rows and by groups, and the limits of fairness of its policy for each attribute.
 * What counts have no interval for, as what only scores tell, is not judged.
 */
final class LiveClaims {

  private static final String MISSING = "ATTRIBUTE_MISSING";
  private static final String OTHER_CLASS = "OTHER_CLASS";
  private static final String SEVERAL_CLASSES = "SEVERAL_CLASSES";

  private final LiveCounts live;
  private final List<JudgedClaim> claims = new ArrayList<>();
  private final List<Verdict> ofRows = new ArrayList<>();
  private final List<Verdict> ofGroups = new ArrayList<>();

  private LiveClaims(LiveCounts live) {
    this.live = live;
  }

  /**
   * What is said of claims together: one that fails fails all, and one that is inconclusive weighs
   * more than what has no interval; absent where nothing is claimed.
   *
   * @param verdict of all
   * @param performance of those over all rows
   * @param fairness of those about groups
   * @param claims each of them
   */
  record Result(
      @Nullable Verdict verdict,
      @Nullable Verdict performance,
      @Nullable Verdict fairness,
      List<JudgedClaim> claims) {

    static final Result NONE = new Result(null, null, null, List.of());

    Result {
      claims = List.copyOf(claims);
    }
  }

  static Result of(LiveCounts live, WindowTerms terms) {
    LiveClaims judging = new LiveClaims(live);
    EvaluationPlan plan = terms.plan();
    if (plan != null) {
      judging.planned(plan);
    }
    FairnessTerms fairness = terms.fairness();
    if (fairness != null) {
      judging.fairness(fairness);
    }
    return new Result(
        whole(Stream.concat(judging.ofRows.stream(), judging.ofGroups.stream()).toList()),
        whole(judging.ofRows),
        whole(judging.ofGroups),
        judging.claims);
  }

  private static @Nullable Verdict whole(List<Verdict> verdicts) {
    return List.of(Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.UNDEFINED, Verdict.PASS).stream()
        .filter(verdicts::contains)
        .findFirst()
        .orElse(null);
  }

  private void planned(EvaluationPlan plan) {
    boolean same = live.positiveClass().equals(plan.positiveClass());
    List<Reported> performance =
        PerformanceReport.of(
            live.rows().counts(), null, false, plan.confidence(), IntervalSource.NONE);
    for (PlannedClaim claim : plan.claims()) {
      String attribute = claim.attribute();
      if (attribute != null) {
        GroupClaim groups = groups(attribute, plan.minimum(), plan.confidence());
        keep(
            same
                ? ofGroups(
                    ClaimLimit.of(claim),
                    GroupStatistic.valueOf(claim.statistic().name()),
                    groups,
                    plan.positiveFavourable())
                : ClaimLimit.of(claim).undefined(OTHER_CLASS));
        continue;
      }
      performance.stream()
          .filter(one -> one.statistic().equals(claim.statistic().statistic()))
          .filter(one -> one.interval() != null || one.reason() != null)
          .findFirst()
          .ifPresent(
              found -> {
                ClaimLimit limit = ClaimLimit.of(claim);
                keep(
                    untold(claim, plan).map(limit::undefined).orElseGet(() -> ofAll(limit, found)));
              });
    }
  }

  /**
   * Returns why counts of one class against all others tell nothing of a claim; empty where they
   * do.
   */
  private Optional<String> untold(PlannedClaim claim, EvaluationPlan plan) {
    boolean several = plan.predicted() == PredictionTask.MULTICLASS;
    if (several && claim.className() == null) {
      return Optional.of(SEVERAL_CLASSES);
    }
    String about = several ? claim.className() : plan.positiveClass();
    return live.positiveClass().equals(about) ? Optional.empty() : Optional.of(OTHER_CLASS);
  }

  private void keep(JudgedClaim claim) {
    claims.add(claim);
    (claim.attribute() == null ? ofRows : ofGroups).add(Verdict.valueOf(claim.verdict()));
  }

  private static JudgedClaim ofAll(ClaimLimit limit, Reported found) {
    Interval interval = found.interval();
    Double value = found.value();
    if (interval == null || value == null) {
      return limit.undefined(String.valueOf(found.reason()));
    }
    IntervalMethod method = found.method();
    return limit.judged(
        limit.judge(interval), value, interval, method == null ? null : method.name(), found.n());
  }

  private @Nullable GroupClaim groups(String attribute, Minimum minimum, double confidence) {
    return counted(attribute)
        .map(found -> new GroupClaim(found.counted(), minimum, confidence))
        .orElse(null);
  }

  private Optional<LiveAttribute> counted(String attribute) {
    return live.grouped().stream().filter(one -> one.attribute().equals(attribute)).findFirst();
  }

  private static JudgedClaim ofGroups(
      ClaimLimit limit,
      GroupStatistic statistic,
      @Nullable GroupClaim groups,
      boolean positiveFavourable) {
    if (groups == null) {
      return limit.undefined(MISSING);
    }
    return switch (statistic.judge(groups, positiveFavourable, limit.limit())) {
      case Outcome.Ok<Judged>(Judged found) ->
          limit.judged(
              found.verdict(),
              found.estimate().value(),
              found.estimate().interval(),
              statistic == GroupStatistic.DEMOGRAPHIC_PARITY_RATIO ? "KATZ" : "NEWCOMBE",
              found.n());
      case Outcome.Undefined<Judged> none -> limit.undefined(none.reason().name());
      case Outcome.Rejected<Judged> none -> limit.undefined(none.fault().name());
    };
  }

  private void fairness(FairnessTerms terms) {
    Set<String> attributes = new LinkedHashSet<>(terms.attributes());
    live.grouped().forEach(one -> attributes.add(one.attribute()));
    Minimum minimum = new Minimum(terms.groupRows(), terms.groupConditioned());
    for (String attribute : attributes) {
      GroupClaim groups = groups(attribute, minimum, terms.confidence());
      terms
          .criteria()
          .forEach(
              criterion -> {
                List<JudgedClaim> any =
                    criterion.anyOf().stream()
                        .map(
                            one ->
                                ofGroups(
                                    limit(one, attribute),
                                    GroupStatistic.valueOf(one.statistic().name()),
                                    groups,
                                    live.positiveFavourable()))
                        .toList();
                claims.addAll(any);
                ofGroups.add(
                    Verdict.any(any.stream().map(one -> Verdict.valueOf(one.verdict())).toList()));
              });
    }
  }

  private static ClaimLimit limit(FairnessLimit limit, String attribute) {
    return new ClaimLimit(
        limit.statistic().statistic(), attribute, null, limit.limit(), limit.statistic().atLeast());
  }
}
