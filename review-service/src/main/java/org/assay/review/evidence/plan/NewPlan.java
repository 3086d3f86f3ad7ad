package org.assay.review.evidence.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.assay.contracts.problem.Problem.FieldError;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Makes a plan of what is asked for, and finds what does not fit together in it. */
final class NewPlan {

  private final EvaluationPlan plan;
  private final ReportTerms terms;
  private final List<FieldError> faults = new ArrayList<>();

  private NewPlan(EvaluationPlan plan, ReportTerms terms) {
    this.plan = plan;
    this.terms = terms;
  }

  /**
   * Returns the plan that is asked for.
   *
   * @param terms what the tier of the model asks for
   * @throws ProblemException 422 naming each member that does not fit
   */
  static EvaluationPlan of(DeclarePlan command, ReportTerms terms) {
    NewPlan plan =
        new NewPlan(
            new EvaluationPlan(
                command.positiveClass(),
                command.negativeClass(),
                Objects.requireNonNullElse(command.favourableLabel(), command.positiveClass()),
                command.threshold(),
                Boolean.TRUE.equals(command.probabilities()),
                Objects.requireNonNullElse(command.attributes(), List.of()),
                Objects.requireNonNullElse(command.intersections(), List.of()),
                command.claims(),
                Objects.requireNonNullElse(command.confidence(), terms.confidence()),
                or(command.groupRows(), terms.minimum().rows()),
                or(command.groupConditioned(), terms.minimum().conditioned()),
                command.dataDigest()),
            terms);
    plan.check();
    return plan.plan;
  }

  private static int or(@Nullable Integer asked, long usual) {
    return asked == null ? Math.toIntExact(usual) : asked;
  }

  private void check() {
    checkClasses();
    checkGroups();
    checkClaims();
    checkTerms();
    ProblemException.refuseAny(faults);
  }

  private void checkClasses() {
    String positive = plan.positiveClass();
    String negative = plan.negativeClass();
    if (positive.equals(negative)) {
      fault("/negative_class", "SAME_CLASS", "It is another class than " + positive);
    }
    if (!List.of(positive, negative).contains(plan.favourableLabel())) {
      fault("/favourable_label", "UNKNOWN_CLASS", "It is %s or %s".formatted(positive, negative));
    }
    Double threshold = plan.threshold();
    if (threshold != null && !Double.isFinite(threshold)) {
      fault("/threshold", "NOT_FINITE", "It is a number");
    }
  }

  private void checkGroups() {
    Set<String> names = new HashSet<>();
    for (int at = 0; at < plan.attributes().size(); at++) {
      if (!names.add(plan.attributes().get(at).name())) {
        fault("/attributes/%d/name".formatted(at), "DUPLICATE", "Each attribute stands there once");
      }
    }
    Set<Set<String>> combined = new HashSet<>();
    for (int at = 0; at < plan.intersections().size(); at++) {
      List<String> of = plan.intersections().get(at);
      Set<String> distinct = new HashSet<>(of);
      String pointer = "/intersections/" + at;
      if (distinct.size() < of.size() || !combined.add(distinct)) {
        fault(pointer, "DUPLICATE", "Each attribute stands in it once, and it stands there once");
      }
      if (!names.containsAll(distinct)) {
        fault(pointer, "UNKNOWN_ATTRIBUTE", "It is made of attributes of the plan");
      }
    }
  }

  private void checkClaims() {
    Set<String> compared =
        plan.groupings().stream().map(EvaluationPlan.Grouping::name).collect(Collectors.toSet());
    Set<String> seen = new HashSet<>();
    for (int at = 0; at < plan.claims().size(); at++) {
      PlannedClaim claim = plan.claims().get(at);
      String pointer = "/claims/" + at;
      String attribute = claim.attribute();
      if (claim.statistic().ofGroups() && attribute == null) {
        fault(pointer + "/attribute", "REQUIRED", "It is about the groups of an attribute");
      } else if (!claim.statistic().ofGroups() && attribute != null) {
        fault(pointer + "/attribute", "NOT_ALLOWED", "It is about all rows");
      } else if (attribute != null && !compared.contains(attribute)) {
        fault(pointer + "/attribute", "UNKNOWN_ATTRIBUTE", "The plan does not compare by it");
      }
      if (claim.statistic() == PlannedStatistic.DEMOGRAPHIC_PARITY_RATIO && claim.limit() == 0) {
        fault(pointer + "/limit", "OUT_OF_RANGE", "A ratio is at least more than 0");
      }
      if (!seen.add(claim.statistic() + " of " + attribute)) {
        fault(pointer, "DUPLICATE", "Each claim stands there once");
      }
    }
    if (plan.claims().stream().allMatch(claim -> claim.statistic().ofGroups())) {
      fault("/claims", "NO_PERFORMANCE", "One claim at least is of performance, over all rows");
    }
  }

  private void checkTerms() {
    if (plan.confidence() < terms.confidence()) {
      below("/confidence", terms.confidence());
    }
    if (plan.groupRows() < terms.minimum().rows()) {
      below("/group_rows", terms.minimum().rows());
    }
    if (plan.groupConditioned() < terms.minimum().conditioned()) {
      below("/group_conditioned", terms.minimum().conditioned());
    }
  }

  private void below(String pointer, Object least) {
    fault(pointer, "BELOW_TIER", "The tier of the model asks for at least " + least);
  }

  private void fault(String pointer, String code, String detail) {
    faults.add(new FieldError(pointer, code, detail));
  }
}
