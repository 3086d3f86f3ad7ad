package org.assay.review.evidence.window;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assay.contracts.problem.Problem;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.jspecify.annotations.Nullable;

/**
 * Why live counts cannot be held to a plan of two classes: they are of another class, or lack an
 * attribute of its claims. Who sends them would else have no claim judged.
 */
final class LiveFaults {

  private LiveFaults() {}

  static List<Problem.FieldError> of(@Nullable LiveCounts live, @Nullable EvaluationPlan plan) {
    List<Problem.FieldError> faults = new ArrayList<>();
    if (live == null || plan == null || plan.positiveClass() == null) {
      return faults;
    }
    String positive = live.positiveClass();
    if (!positive.equals(plan.positiveClass())) {
      add(
          faults,
          "positive_class",
          "OTHER_CLASS",
          "The plan in force is about " + plan.positiveClass());
    }
    String favourable = plan.favourableLabel();
    if (favourable != null
        && !favourable.equals(Objects.requireNonNullElse(live.favourableLabel(), positive))) {
      add(
          faults,
          "favourable_label",
          "OTHER_CLASS",
          "People wish for %s by the plan in force".formatted(favourable));
    }
    missing(live, plan)
        .forEach(
            attribute ->
                add(
                    faults,
                    "attributes",
                    "ATTRIBUTE_MISSING",
                    "The plan in force claims something of " + attribute));
    return faults;
  }

  private static List<String> missing(LiveCounts live, EvaluationPlan plan) {
    Set<String> there = new HashSet<>();
    live.grouped().forEach(one -> there.add(one.attribute()));
    return plan.claims().stream()
        .flatMap(claim -> Stream.ofNullable(claim.attribute()))
        .distinct()
        .filter(attribute -> !there.contains(attribute))
        .toList();
  }

  private static void add(
      List<Problem.FieldError> faults, String member, String code, String detail) {
    faults.add(new Problem.FieldError("/window/live/" + member, code, detail));
  }
}
