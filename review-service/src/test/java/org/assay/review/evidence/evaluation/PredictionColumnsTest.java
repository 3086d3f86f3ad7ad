package org.assay.review.evidence.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assay.contracts.problem.Problem;
import org.junit.jupiter.api.Test;

/** A column of a table of predictions is one thing only. */
class PredictionColumnsTest {

  private static List<String> pointers(PredictionColumns columns) {
    return columns.repeated().stream().map(Problem.FieldError::pointer).toList();
  }

  @Test
  void areEachOneThing() {
    assertThat(
            pointers(
                new PredictionColumns(
                    "y", "yhat", "p", List.of("sex", "age"), null, "id", "base", "q")))
        .isEmpty();
    assertThat(pointers(new PredictionColumns("y", null, "p", null, null, null, null, null)))
        .isEmpty();
  }

  @Test
  void areRefusedWhereTheyStandAgain() {
    assertThat(
            pointers(
                new PredictionColumns("y", "y", "y", List.of("sex", "y"), null, "sex", "y", "y")))
        .containsExactly(
            "/columns/prediction",
            "/columns/score",
            "/columns/groups/1",
            "/columns/row_id",
            "/columns/baseline_prediction",
            "/columns/baseline_score");
    assertThat(pointers(new PredictionColumns("y", "yhat", "p", null, null, null, "yhat", "p")))
        .as("a baseline that is the version itself")
        .containsExactly("/columns/baseline_prediction", "/columns/baseline_score");
  }
}
