package org.assay.review.evidence.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.explanation.FeatureTable.RankedFeature;
import org.junit.jupiter.api.Test;

class ExplanationReportTest {

  private static final List<FeatureImportance> FEATURES =
      List.of(
          new FeatureImportance("income", 0.5),
          new FeatureImportance("age", -0.25),
          new FeatureImportance("debt", 0.25));
  private static final List<String> ALL = List.of("income", "age", "debt");

  private static FeatureTable shap(ExplainedOutput... samples) {
    return new FeatureTable(ExplanationMethod.SHAP, FEATURES, ALL, 0.3, List.of(samples));
  }

  private static ExplainedOutput output(double prediction, double income, double age) {
    return new ExplainedOutput(prediction, Map.of("income", income, "age", age));
  }

  private static FeatureTable taking(String... features) {
    return new FeatureTable(
        ExplanationMethod.COEFFICIENTS, FEATURES, List.of(features), null, List.of());
  }

  private static ReportRow row(FeatureTable table, String statistic) {
    return ExplanationReport.of(table).stream()
        .filter(one -> one.statistic().equals(statistic))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void passesWhatAddsUp() {
    ReportRow additivity =
        row(shap(output(0.6, 0.2, 0.1), output(0.2, 0.1, -0.2)), ExplanationReport.ADDITIVITY);

    assertThat(additivity.verdict()).isEqualTo("PASS");
    assertThat(additivity.value()).isEqualTo(1);
    assertThat(additivity.n()).isEqualTo(2);
  }

  @Test
  void failsWhereOneOutputIsMissed() {
    FeatureTable table = shap(output(0.6, 0.2, 0.1), output(0.4, 0.1, -0.2));

    assertThat(row(table, ExplanationReport.ADDITIVITY).verdict()).isEqualTo("FAIL");
    assertThat(row(table, ExplanationReport.ADDITIVITY).value()).isEqualTo(0.5);
    assertThat(row(table, "largest_residual").value()).isCloseTo(0.2, within(1e-12));
  }

  /** Of the sum 0.6 a hundredth, and of a hundredth another. */
  @Test
  void toleratesAHundredthOfTheSum() {
    assertThat(row(shap(output(0.6060, 0.2, 0.1)), ExplanationReport.ADDITIVITY).verdict())
        .isEqualTo("PASS");
    assertThat(row(shap(output(0.6062, 0.2, 0.1)), ExplanationReport.ADDITIVITY).verdict())
        .isEqualTo("FAIL");
  }

  @Test
  void knowsNothingOfAdditivityWithoutOutputs() {
    assertThat(row(shap(), ExplanationReport.ADDITIVITY).verdict()).isEqualTo("UNDEFINED");
    assertThat(ExplanationReport.of(taking("income")))
        .extracting(ReportRow::statistic)
        .doesNotContain(ExplanationReport.ADDITIVITY);
  }

  @Test
  void coversWhatTheModelTakesInAndNothingElse() {
    assertThat(row(taking("income", "age", "debt"), ExplanationReport.COVERAGE).verdict())
        .isEqualTo("PASS");

    ReportRow missing =
        row(taking("income", "age", "debt", "postcode"), ExplanationReport.COVERAGE);
    assertThat(missing.verdict()).isEqualTo("FAIL");
    assertThat(missing.value()).isEqualTo(0.75);
    assertThat(missing.reason()).isEqualTo("MISSING_FEATURES");
    assertThat(missing.atFault()).containsExactly("postcode");

    ReportRow unknown = row(taking("income", "age"), ExplanationReport.COVERAGE);
    assertThat(unknown.verdict()).isEqualTo("FAIL");
    assertThat(unknown.reason()).isEqualTo("UNKNOWN_FEATURES");
    assertThat(unknown.atFault()).containsExactly("debt");

    assertThat(row(taking(), ExplanationReport.COVERAGE).verdict()).isEqualTo("UNDEFINED");
  }

  @Test
  void ranksBySizeAndSharesWhatAllMatter() {
    assertThat(shap().ranked())
        .containsExactly(
            new RankedFeature("income", 0.5, 0.5, 1),
            new RankedFeature("age", -0.25, 0.25, 2),
            new RankedFeature("debt", 0.25, 0.25, 2));
    assertThat(row(shap(), "top_1_share").value()).isEqualTo(0.5);
    assertThat(row(shap(), "top_3_share").value()).isEqualTo(1);
  }

  @Test
  void explainsNothingWhereNothingMatters() {
    FeatureTable table =
        new FeatureTable(
            ExplanationMethod.OTHER,
            List.of(new FeatureImportance("income", 0.0)),
            List.of("income"),
            null,
            List.of());

    assertThat(table.ranked().getFirst().share()).isNull();
    assertThat(row(table, "top_1_share").reason()).isEqualTo("ZERO_DENOMINATOR");
    assertThat(row(table, ExplanationReport.COVERAGE).verdict()).isEqualTo("UNDEFINED");
    assertThat(row(table, ExplanationReport.COVERAGE).reason()).isEqualTo("NOTHING_MATTERS");
  }

  @Test
  void isTheSameTableInAnotherOrderAndKeepsNoOutput() {
    FeatureTable table = shap(output(0.6, 0.2, 0.1));
    FeatureTable turned =
        new FeatureTable(
            ExplanationMethod.SHAP,
            FEATURES.reversed(),
            ALL.reversed(),
            0.3,
            List.of(output(0.6, 0.2, 0.1)));

    assertThat(turned.digest()).isEqualTo(table.digest());
    assertThat(shap().digest()).isNotEqualTo(table.digest());
    assertThat(table.content()).doesNotContain("prediction", "contributions");
  }
}
