package org.assay.review.evidence.plan;

import java.util.HashSet;
import java.util.List;
import org.assay.contracts.problem.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/** Looks whether a plan says what its task takes, and nothing that it does not. */
final class TaskMembers {

  private final EvaluationPlan plan;
  private final List<FieldError> faults;

  /**
   * Looks at a plan.
   *
   * @param faults where what is wrong is added
   */
  TaskMembers(EvaluationPlan plan, List<FieldError> faults) {
    this.plan = plan;
    this.faults = faults;
  }

  void check() {
    switch (plan.predicted()) {
      case BINARY -> {
        none("/classes", plan.classes());
        checkTwo();
        checkFavourable(plan.labels());
        checkThreshold();
      }
      case MULTICLASS -> {
        none("/negative_class", plan.negativeClass());
        none("/threshold", plan.threshold());
        checkSeveral();
      }
      case REGRESSION -> {
        none("/classes", plan.classes());
        none("/positive_class", plan.positiveClass());
        none("/negative_class", plan.negativeClass());
        none("/favourable_label", plan.favourableLabel());
        none("/threshold", plan.threshold());
        noProbabilities();
      }
      case RANKING -> {
        none("/classes", plan.classes());
        none("/favourable_label", plan.favourableLabel());
        none("/threshold", plan.threshold());
        none("/attributes", plan.attributes().isEmpty() ? null : plan.attributes());
        noProbabilities();
        checkTwo();
      }
    }
  }

  private void checkTwo() {
    String positive = plan.positiveClass();
    String negative = plan.negativeClass();
    required("/positive_class", positive, "It is the label that the rates are about");
    required("/negative_class", negative, "It is the other label");
    if (positive != null && positive.equals(negative)) {
      fault("/negative_class", "SAME_CLASS", "It is another class than " + positive);
    }
  }

  private void checkFavourable(List<String> labels) {
    String favourable = plan.favourableLabel();
    if (favourable != null && !labels.contains(favourable)) {
      fault(
          "/favourable_label",
          "UNKNOWN_CLASS",
          labels.isEmpty() ? "No class is positive" : "It is " + String.join(" or ", labels));
    }
  }

  private void checkThreshold() {
    Double threshold = plan.threshold();
    if (threshold != null && !Double.isFinite(threshold)) {
      fault("/threshold", "NOT_FINITE", "It is a number");
    }
  }

  private void checkSeveral() {
    List<String> classes = plan.classes();
    required("/classes", classes, "They are every label that rows may have");
    List<String> labels = plan.labels();
    if (new HashSet<>(labels).size() < labels.size()) {
      fault("/classes", "DUPLICATE", "Each class stands there once");
    }
    String positive = plan.positiveClass();
    if (positive == null && !plan.attributes().isEmpty()) {
      fault("/positive_class", "REQUIRED", "Groups are compared by one class against the others");
    }
    if (positive != null && classes != null && !classes.contains(positive)) {
      fault("/positive_class", "UNKNOWN_CLASS", "It is one of the classes");
    }
    checkFavourable(positive == null ? List.of() : List.of(positive));
  }

  private void noProbabilities() {
    none("/probabilities", plan.probabilities() ? true : null);
  }

  private void required(String pointer, @Nullable Object member, String detail) {
    if (member == null) {
      fault(pointer, "REQUIRED", detail);
    }
  }

  private void none(String pointer, @Nullable Object member) {
    if (member != null) {
      fault(pointer, "NOT_ALLOWED", "Plans of %s have none".formatted(plan.predicted()));
    }
  }

  private void fault(String pointer, String code, String detail) {
    faults.add(new FieldError(pointer, code, detail));
  }
}
