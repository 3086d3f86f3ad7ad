package org.assay.review.evidence.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.assay.contracts.problem.Problem.FieldError;
import org.assay.kit.problem.ProblemException;
import org.assay.review.evidence.statistics.BootstrapPlan;
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
    PredictionTask task = command.task();
    String favourable = command.favourableLabel();
    NewPlan plan =
        new NewPlan(
            new EvaluationPlan(
                task == PredictionTask.BINARY ? null : task,
                command.classes(),
                command.positiveClass(),
                command.negativeClass(),
                favourable == null && hasFavourable(task) ? command.positiveClass() : favourable,
                command.threshold(),
                Boolean.TRUE.equals(command.probabilities()),
                Objects.requireNonNullElse(command.attributes(), List.of()),
                Objects.requireNonNullElse(command.intersections(), List.of()),
                command.claims(),
                Objects.requireNonNullElse(command.confidence(), terms.confidence()),
                or(command.groupRows(), terms.minimum().rows()),
                or(command.groupConditioned(), terms.minimum().conditioned()),
                command.dataDigest(),
                comparison(command)),
            terms);
    plan.check();
    return plan.plan;
  }

  private static boolean hasFavourable(@Nullable PredictionTask task) {
    return task != PredictionTask.REGRESSION && task != PredictionTask.RANKING;
  }

  private static @Nullable PlannedComparison comparison(DeclarePlan command) {
    PlannedComparison asked = command.comparison();
    List<PlannedAttribute> attributes = command.attributes();
    return asked == null ? null : asked.whole(attributes != null && !attributes.isEmpty());
  }

  private static int or(@Nullable Integer asked, long usual) {
    return asked == null ? Math.toIntExact(usual) : asked;
  }

  private void check() {
    new TaskMembers(plan, faults).check();
    checkGroups();
    checkClaims();
    checkTerms();
    checkComparison();
    ProblemException.refuseAny(faults);
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
      checkSubject(claim, pointer, compared);
      if (!claim.statistic().reaches(claim.limit())) {
        fault(
            pointer + "/limit",
            "OUT_OF_RANGE",
            "No value of %s is there".formatted(claim.statistic().statistic()));
      } else if (!claim.statistic().asks(claim.limit())) {
        fault(
            pointer + "/limit",
            "ASKS_NOTHING",
            "Whatever is predicted by chance keeps this limit of %s"
                .formatted(claim.statistic().statistic()));
      }
      if (!seen.add(
          "%s of %s %s".formatted(claim.statistic(), claim.attribute(), claim.className()))) {
        fault(pointer, "DUPLICATE", "Each claim stands there once");
      }
    }
    if (plan.claims().stream()
        .map(PlannedClaim::statistic)
        .allMatch(one -> one.ofGroups() || one.ofCalibration())) {
      fault("/claims", "NO_PERFORMANCE", "One claim at least is of performance, over all rows");
    }
  }

  /** What a claim is about: all rows, a class of several, or the groups of an attribute. */
  private void checkSubject(PlannedClaim claim, String pointer, Set<String> compared) {
    PlannedStatistic statistic = claim.statistic();
    String attribute = claim.attribute();
    String className = claim.className();
    if (!statistic.of(plan.predicted())) {
      fault(
          pointer + "/statistic",
          "NOT_OF_TASK",
          "It is not computed of predictions that are " + plan.predicted());
      return;
    }
    if (statistic.ofProbabilities() && !plan.probabilities()) {
      fault(
          pointer + "/statistic", "NO_PROBABILITIES", "The plan says no scores are probabilities");
    }
    if (statistic.ofGroups() && attribute == null) {
      fault(pointer + "/attribute", "REQUIRED", "It is about the groups of an attribute");
    } else if (!statistic.ofGroups() && attribute != null) {
      fault(pointer + "/attribute", "NOT_ALLOWED", "It is about all rows");
    } else if (attribute != null && !compared.contains(attribute)) {
      fault(pointer + "/attribute", "UNKNOWN_ATTRIBUTE", "The plan does not compare by it");
    }
    if (statistic.ofAClass(plan.predicted()) && className == null) {
      fault(pointer + "/class_name", "REQUIRED", "It is about one class of several");
    } else if (!statistic.ofAClass(plan.predicted()) && className != null) {
      fault(pointer + "/class_name", "NOT_ALLOWED", "It is about no class of several");
    } else if (className != null && !plan.labels().contains(className)) {
      fault(pointer + "/class_name", "UNKNOWN_CLASS", "The plan has no such class");
    }
  }

  private void checkTerms() {
    PlannedComparison comparison = plan.comparison();
    boolean resampled =
        plan.claims().stream().anyMatch(one -> one.statistic().resampled())
            || (comparison != null
                && comparison.statistics().stream().anyMatch(ComparedStatistic::resampled));
    if (resampled && !BootstrapPlan.ranked(BootstrapPlan.REPLICATES, plan.confidence())) {
      fault(
          "/confidence",
          "NO_RANK",
          "Of %d replicates none is the limit at that confidence; 0.9, 0.95, 0.98 and 0.99 have one"
              .formatted(BootstrapPlan.REPLICATES));
    }
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

  private void checkComparison() {
    PlannedComparison comparison = plan.comparison();
    if (comparison == null) {
      return;
    }
    if (comparison.comparesGroups() && plan.attributes().isEmpty()) {
      fault("/comparison/by_group", "NO_ATTRIBUTES", "The plan has no attributes to compare by");
    }
    List<ComparedStatistic> statistics = comparison.statistics();
    for (int at = 0; at < statistics.size(); at++) {
      ComparedStatistic one = statistics.get(at);
      String pointer = at == 0 ? "/comparison/primary" : "/comparison/guards/" + (at - 1);
      if (statistics.indexOf(one) < at) {
        fault(pointer, "DUPLICATE", "Each statistic is compared once");
      }
      if (!one.of(plan.predicted())) {
        fault(
            pointer,
            "NOT_OF_TASK",
            "It is not computed of predictions that are " + plan.predicted());
      } else if (one.ofProbabilities() && !plan.probabilities()) {
        fault(pointer, "NO_PROBABILITIES", "It is made of probabilities, which scores are not");
      }
    }
    if (statistics.stream().noneMatch(ComparedStatistic::ofBothErrors)) {
      fault(
          "/comparison/guards",
          "ONE_SIDED",
          plan.predicted() == PredictionTask.REGRESSION
              ? "MAE or RMSE has to be one of the statistics: R2 may hide that errors grow manifold;"
                  + " else no policy is satisfied"
              : "Errors of both kinds have to make one of the statistics worse, such as ACCURACY or"
                  + " ROC_AUC; else no policy is satisfied");
    }
  }

  private void below(String pointer, Object least) {
    fault(pointer, "BELOW_TIER", "The tier of the model asks for at least " + least);
  }

  private void fault(String pointer, String code, String detail) {
    faults.add(new FieldError(pointer, code, detail));
  }
}
