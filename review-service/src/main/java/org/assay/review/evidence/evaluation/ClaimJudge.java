package org.assay.review.evidence.evaluation;

import java.util.List;
import java.util.Objects;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.PlannedClaim;
import org.assay.review.evidence.statistics.GroupClaim;
import org.assay.review.evidence.statistics.GroupStatistic;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.IntervalMethod;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.Reported;
import org.assay.review.evidence.statistics.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a plan claims by what was computed.
 *
 * @param plan the plan
 * @param performance what is said of all rows and of classes
 * @param attributes the counts by group
 */
record ClaimJudge(
    EvaluationPlan plan, List<Reported> performance, List<CountedAttribute> attributes) {

  ClaimJudge {
    performance = List.copyOf(performance);
    attributes = List.copyOf(attributes);
  }

  /** Returns each claim of the plan with its verdict. */
  List<JudgedClaim> judged() {
    return plan.claims().stream()
        .map(claim -> claim.statistic().ofGroups() ? ofGroups(claim) : ofRows(claim))
        .toList();
  }

  /** Returns the verdict on what a statistic says, absent where nothing is claimed of it. */
  static @Nullable String verdict(
      List<JudgedClaim> claims, Reported one, @Nullable String attribute) {
    return switch (one.scope()) {
      case Scope.OfAll _, Scope.OfAttribute _ -> verdict(claims, one.statistic(), attribute, null);
      case Scope.OfClass(String name) -> verdict(claims, one.statistic(), null, name);
      case Scope.OfGroup _, Scope.OfPair _ -> null;
    };
  }

  private static @Nullable String verdict(
      List<JudgedClaim> claims,
      String statistic,
      @Nullable String attribute,
      @Nullable String className) {
    return claims.stream()
        .filter(claim -> claim.statistic().equals(statistic))
        .filter(claim -> Objects.equals(claim.attribute(), attribute))
        .filter(claim -> Objects.equals(claim.className(), className))
        .findFirst()
        .map(JudgedClaim::verdict)
        .orElse(null);
  }

  private JudgedClaim ofRows(PlannedClaim claim) {
    ClaimLimit limit = ClaimLimit.of(claim);
    String className = claim.className();
    Scope scope = className == null ? new Scope.OfAll() : new Scope.OfClass(className);
    Reported found =
        performance.stream()
            .filter(one -> one.statistic().equals(claim.statistic().statistic()))
            .filter(one -> one.scope().equals(scope))
            .findFirst()
            .orElse(null);
    if (found == null) {
      return limit.undefined("NO_SCORES");
    }
    Interval interval = found.interval();
    if (interval == null) {
      return limit.undefined(found.reason() == null ? "NO_INTERVAL" : found.reason().name());
    }
    IntervalMethod method = found.method();
    return limit.judged(
        limit.judge(interval),
        found.value(),
        interval,
        method == null ? null : method.name(),
        found.n());
  }

  private JudgedClaim ofGroups(PlannedClaim claim) {
    ClaimLimit limit = ClaimLimit.of(claim);
    CountedAttribute of =
        attributes.stream()
            .filter(one -> one.attribute().equals(claim.attribute()))
            .findFirst()
            .orElseThrow();
    return switch (outcome(claim, of)) {
      case Outcome.Ok<GroupClaim.Judged>(GroupClaim.Judged found) ->
          limit.judged(
              found.verdict(),
              found.estimate().value(),
              found.estimate().interval(),
              null,
              found.n());
      case Outcome.Undefined<GroupClaim.Judged> none -> limit.undefined(none.reason().name());
      case Outcome.Rejected<GroupClaim.Judged> none -> limit.undefined(none.fault().name());
    };
  }

  private Outcome<GroupClaim.Judged> outcome(PlannedClaim claim, CountedAttribute of) {
    return GroupStatistic.valueOf(claim.statistic().name())
        .judge(
            new GroupClaim(of.groups(), plan.minimum(), plan.confidence()),
            of.positiveFavourable(),
            claim.limit());
  }
}
