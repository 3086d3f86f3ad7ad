package org.assay.review.evidence.evaluation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assay.contracts.problem.Problem;
import org.assay.kit.http.PlainText;
import org.assay.review.evidence.reduction.TableColumns;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table of predictions is what.
 *
 * @param label what was observed
 * @param prediction what was predicted
 * @param score how likely the positive class is, or of several classes the predicted one
 * @param groups the attributes of the plan
 * @param weight not supported, so refused
 * @param rowId what tells rows apart
 * @param baselinePrediction what a simple baseline predicted, which the version is compared with
 *     while no other one is released
 * @param baselineScore how likely the positive class is by the baseline
 */
@Schema(name = "PredictionColumns")
public record PredictionColumns(
    @NotNull @PlainText(max = 100) String label,
    @PlainText(max = 100) @Nullable String prediction,
    @PlainText(max = 100) @Nullable String score,
    @Size(max = 10) @Nullable List<@NotNull @PlainText(max = 100) String> groups,
    @PlainText(max = 100) @Nullable String weight,
    @PlainText(max = 100) @Nullable String rowId,
    @PlainText(max = 100) @Nullable String baselinePrediction,
    @PlainText(max = 100) @Nullable String baselineScore) {

  /** Returns the attributes, none where nobody said. */
  public List<String> attributes() {
    return Objects.requireNonNullElse(groups, List.of());
  }

  private record Named(String pointer, @Nullable String column) {}

  /** Returns where a column stands that is something else already, which would prove itself. */
  List<Problem.FieldError> repeated() {
    Map<String, String> seen = new HashMap<>();
    List<Problem.FieldError> faults = new ArrayList<>();
    for (Named one : named()) {
      String column = one.column();
      String before = column == null ? null : seen.putIfAbsent(column, one.pointer());
      if (before != null) {
        faults.add(
            new Problem.FieldError(
                one.pointer(),
                "DUPLICATE",
                "The column %s stands at %s already; name another one, since each is one thing"
                    .formatted(column, before)));
      }
    }
    return faults;
  }

  private List<Named> named() {
    List<Named> named = new ArrayList<>();
    named.add(new Named("/columns/label", label));
    named.add(new Named("/columns/prediction", prediction));
    named.add(new Named("/columns/score", score));
    for (int at = 0; at < attributes().size(); at++) {
      named.add(new Named("/columns/groups/%d".formatted(at), attributes().get(at)));
    }
    named.add(new Named("/columns/row_id", rowId));
    named.add(new Named("/columns/baseline_prediction", baselinePrediction));
    named.add(new Named("/columns/baseline_score", baselineScore));
    return named;
  }

  /** Says whether a baseline stands in the file. */
  boolean hasBaseline() {
    return baselinePrediction != null || baselineScore != null;
  }

  /** Returns the columns of the baseline, of the same rows. */
  TableColumns baseline() {
    return new TableColumns(label, baselinePrediction, baselineScore, List.of(), rowId);
  }

  /** Returns the columns of the predictions without their groups. */
  TableColumns withoutGroups() {
    return new TableColumns(label, prediction, score, List.of(), rowId);
  }

  TableColumns table() {
    return new TableColumns(label, prediction, score, attributes(), rowId);
  }
}
