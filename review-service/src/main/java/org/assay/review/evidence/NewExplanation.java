package org.assay.review.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.assay.contracts.problem.Problem.FieldError;
import org.assay.kit.problem.ProblemException;
import org.assay.review.evidence.explanation.ExplainedOutput;
import org.assay.review.evidence.explanation.ExplanationMethod;
import org.assay.review.evidence.explanation.FeatureImportance;
import org.assay.review.evidence.explanation.FeatureTable;
import org.jspecify.annotations.Nullable;

/** Reads a table of features from what is asked; its members are there. */
final class NewExplanation {

  private final List<FieldError> faults = new ArrayList<>();

  private NewExplanation() {}

  /**
   * Returns the table.
   *
   * @throws ProblemException 422 naming each feature that stands twice, each number that is none,
   *     and samples of a method that says nothing of single outputs
   */
  static EvidenceContent of(AddEvidence command) {
    NewExplanation read = new NewExplanation();
    ExplanationMethod method = Objects.requireNonNull(command.method());
    List<FeatureImportance> features = Objects.requireNonNull(command.features());
    List<String> taken = Objects.requireNonNullElse(command.modelFeatures(), List.of());
    List<ExplainedOutput> samples = Objects.requireNonNullElse(command.samples(), List.of());
    read.features(features);
    read.once(taken, "/model_features/%d");
    read.ofAdditive(method, command.baseValue(), samples);
    read.samples(
        samples, features.stream().map(FeatureImportance::name).collect(Collectors.toSet()));
    ProblemException.refuseAny(read.faults);
    return new EvidenceContent.Explained(
        Objects.requireNonNullElseGet(command.title(), () -> "Explanation by " + method),
        new FeatureTable(method, features, taken, command.baseValue(), samples));
  }

  private void features(List<FeatureImportance> features) {
    once(features.stream().map(FeatureImportance::name).toList(), "/features/%d/name");
    for (int at = 0; at < features.size(); at++) {
      number(features.get(at).importance(), "/features/%d/importance".formatted(at));
    }
  }

  private void once(List<String> names, String pointer) {
    Set<String> seen = new HashSet<>();
    for (int at = 0; at < names.size(); at++) {
      if (!seen.add(names.get(at))) {
        fault(pointer.formatted(at), "DUPLICATE", "Each feature stands there once");
      }
    }
  }

  private void ofAdditive(
      ExplanationMethod method, @Nullable Double base, List<ExplainedOutput> samples) {
    if (!method.additive() && base != null) {
      fault("/base_value", "NOT_ALLOWED", "%s has no base value".formatted(method));
    }
    if (!method.additive() && !samples.isEmpty()) {
      fault("/samples", "NOT_ALLOWED", "%s adds up to no output".formatted(method));
    }
    if (method.additive() && base == null && !samples.isEmpty()) {
      fault("/base_value", "REQUIRED", "Samples are held against the base value");
    }
    if (base != null) {
      number(base, "/base_value");
    }
  }

  private void samples(List<ExplainedOutput> samples, Set<String> features) {
    for (int at = 0; at < samples.size(); at++) {
      ExplainedOutput sample = samples.get(at);
      String pointer = "/samples/%d".formatted(at);
      number(sample.prediction(), pointer + "/prediction");
      if (!features.containsAll(sample.contributions().keySet())) {
        fault(
            pointer + "/contributions",
            "UNKNOWN_FEATURE",
            "It names a feature that is not among the features");
      }
      sample.contributions().values().stream()
          .filter(one -> !sound(one))
          .findFirst()
          .ifPresent(one -> number(one, pointer + "/contributions"));
    }
  }

  private void number(double value, String pointer) {
    if (!sound(value)) {
      fault(pointer, "NOT_A_NUMBER", "It is a finite number of at most 1e12 in size");
    }
  }

  private static boolean sound(double value) {
    return Math.abs(value) <= FeatureTable.MOST_SIZE;
  }

  private void fault(String pointer, String code, String detail) {
    faults.add(new FieldError(pointer, code, detail));
  }
}
