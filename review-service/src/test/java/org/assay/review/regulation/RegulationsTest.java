package org.assay.review.regulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assay.review.policy.Expressions;
import org.junit.jupiter.api.Test;

class RegulationsTest {

  private static final Regulations SHIPPED = new Regulations();

  private static Map<String, Object> version(String kind, String tier, String... answers) {
    Map<String, String> given = new HashMap<>();
    for (String question : List.of("T1", "T2", "T3", "P9", "A4", "A5", "A10")) {
      given.put(question, "NO");
    }
    given.put("D1", "0");
    for (int at = 0; at < answers.length; at += 2) {
      given.put(answers[at], answers[at + 1]);
    }
    return Map.of(
        "version", Map.of("kind", kind),
        "project", Map.of(),
        "classification", Map.of("tier", tier, "answers", given));
  }

  private static List<String> concerning(Map<String, Object> known) {
    return SHIPPED.concerning(known).items().stream().map(Regulation::id).toList();
  }

  @Test
  void citesEachOnceWithAConditionThatCanBeJudged() {
    assertThat(SHIPPED.all().items()).extracting(Regulation::id).doesNotHaveDuplicates();
    assertThat(SHIPPED.all().items())
        .allSatisfy(
            regulation -> {
              assertThat(regulation.source()).isNotBlank();
              if (regulation.appliesIf() != null) {
                assertThat(Expressions.faultsOfCondition(regulation.appliesIf())).isEmpty();
              }
            });
  }

  @Test
  void saysWhichDatesHaveToBeConfirmed() {
    assertThat(SHIPPED.all().items())
        .filteredOn(regulation -> regulation.status() == Regulation.Status.TO_BE_CONFIRMED)
        .extracting(Regulation::date)
        .containsExactly(
            LocalDate.of(2026, 12, 2),
            LocalDate.of(2026, 12, 2),
            LocalDate.of(2027, 12, 2),
            LocalDate.of(2028, 8, 2));
  }

  @Test
  void concernsACreditModelOfHighRisk() {
    assertThat(concerning(version("TABULAR", "HIGH", "A5", "YES", "D1", "2")))
        .containsExactly(
            "eu-ai-act-art-4",
            "eu-ai-act-annex-iii",
            "us-sr-26-2",
            "eu-gdpr-art-22-35",
            "us-ecoa-adverse-action",
            "iso-iec-42001",
            "nist-ai-rmf");
  }

  @Test
  void concernsAGenerativeModelThatTalksToPeople() {
    assertThat(concerning(version("GENERATIVE", "LIMITED", "T1", "YES", "T2", "YES")))
        .containsExactly(
            "eu-ai-act-art-4",
            "eu-ai-act-gpai",
            "eu-ai-act-art-50",
            "eu-ai-act-art-50-2-marking",
            "eu-ai-act-art-5-imagery",
            "iso-iec-42001",
            "nist-ai-rmf");
  }

  @Test
  void concernsWhatNobodyKnows() {
    assertThat(concerning(version("TABULAR", "HIGH", "A10", "UNKNOWN", "T1", "UNKNOWN")))
        .contains("eu-ai-act-annex-i", "eu-ai-act-art-50");
  }

  /** What cannot be told of a version concerns it, so that nobody overlooks it. */
  @Test
  void concernsAVersionThatIsNotClassified() {
    assertThat(
            concerning(
                Map.of("version", Map.of(), "project", Map.of(), "classification", Map.of())))
        .hasSameSizeAs(SHIPPED.all().items());
  }
}
