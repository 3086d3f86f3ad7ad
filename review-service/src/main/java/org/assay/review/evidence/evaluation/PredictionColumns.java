package org.assay.review.evidence.evaluation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
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
 */
@Schema(name = "PredictionColumns")
public record PredictionColumns(
    @NotNull @PlainText(max = 100) String label,
    @PlainText(max = 100) @Nullable String prediction,
    @PlainText(max = 100) @Nullable String score,
    @Size(max = 10) @Nullable List<@NotNull @PlainText(max = 100) String> groups,
    @PlainText(max = 100) @Nullable String weight,
    @PlainText(max = 100) @Nullable String rowId) {

  /** Returns the attributes, none where nobody said. */
  public List<String> attributes() {
    return Objects.requireNonNullElse(groups, List.of());
  }

  TableColumns table() {
    return new TableColumns(label, prediction, score, attributes(), rowId);
  }
}
