package org.assay.review.evidence.window;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.PlannedClaim;
import org.assay.review.evidence.statistics.Claim;
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

  private final LiveCounts live;
  private final List<JudgedClaim> claims = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();

  private LiveClaims(LiveCounts live) {
    this.live = live;
  }

  /**
   * What is said of all claims together.
   *
   * @param verdict one that fails fails all, and one that is inconclusive weighs more than what has
   *     no interval; absent where nothing is claimed
   * @param claims each of them
   */
  record Result(@Nullable Verdict verdict, List<JudgedClaim> claims) {

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
    return new Result(judging.whole(), judging.claims);
  }

  private @Nullable Verdict whole() {
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
                    limit(claim),
                    GroupStatistic.valueOf(claim.statistic().name()),
                    groups,
                    plan.positiveFavourable())
                : undefined(limit(claim), OTHER_CLASS));
        continue;
      }
      performance.stream()
          .filter(one -> one.statistic().equals(claim.statistic().statistic()))
          .filter(one -> one.interval() != null || one.reason() != null)
          .findFirst()
          .ifPresent(
              found ->
                  keep(same ? ofAll(limit(claim), found) : undefined(limit(claim), OTHER_CLASS)));
    }
  }

  private void keep(JudgedClaim claim) {
    claims.add(claim);
    verdicts.add(Verdict.valueOf(claim.verdict()));
  }

  /** A limit, whoever set it. */
  private record Limit(
      String statistic,
      @Nullable String attribute,
      @Nullable String className,
      double limit,
      boolean atLeast) {}

  private static Limit limit(PlannedClaim claim) {
    return new Limit(
        claim.statistic().statistic(),
        claim.attribute(),
        claim.className(),
        claim.limit(),
        claim.statistic().atLeast());
  }

  private static JudgedClaim ofAll(Limit limit, Reported found) {
    Interval interval = found.interval();
    Double value = found.value();
    if (interval == null || value == null) {
      return undefined(limit, String.valueOf(found.reason()));
    }
    Claim claim =
        limit.atLeast() ? new Claim.AtLeast(limit.limit()) : new Claim.AtMost(limit.limit());
    IntervalMethod method = found.method();
    return judged(
        limit,
        claim.judge(interval),
        new Figure(value, interval, method == null ? null : method.name(), found.n()));
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
      Limit limit,
      GroupStatistic statistic,
      @Nullable GroupClaim groups,
      boolean positiveFavourable) {
    if (groups == null) {
      return undefined(limit, MISSING);
    }
    return switch (statistic.judge(groups, positiveFavourable, limit.limit())) {
      case Outcome.Ok<Judged>(Judged found) ->
          judged(
              limit,
              found.verdict(),
              new Figure(
                  found.estimate().value(),
                  found.estimate().interval(),
                  statistic == GroupStatistic.DEMOGRAPHIC_PARITY_RATIO ? "KATZ" : "NEWCOMBE",
                  found.n()));
      case Outcome.Undefined<Judged> none -> undefined(limit, none.reason().name());
      case Outcome.Rejected<Judged> none -> undefined(limit, none.fault().name());
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
                verdicts.add(
                    Verdict.any(any.stream().map(one -> Verdict.valueOf(one.verdict())).toList()));
              });
    }
  }

  private static Limit limit(FairnessLimit limit, String attribute) {
    return new Limit(
        limit.statistic().statistic(), attribute, null, limit.limit(), limit.statistic().atLeast());
  }

  private record Figure(double value, Interval interval, @Nullable String method, long n) {}

  private static JudgedClaim judged(Limit limit, Verdict verdict, Figure found) {
    return new JudgedClaim(
        limit.statistic(),
        limit.attribute(),
        limit.className(),
        limit.limit(),
        limit.atLeast(),
        verdict.name(),
        found.value(),
        found.interval().lower(),
        found.interval().upper(),
        found.method(),
        found.n(),
        null);
  }

  private static JudgedClaim undefined(Limit limit, String reason) {
    return new JudgedClaim(
        limit.statistic(),
        limit.attribute(),
        limit.className(),
        limit.limit(),
        limit.atLeast(),
        Verdict.UNDEFINED.name(),
        null,
        null,
        null,
        null,
        null,
        reason);
  }
}
