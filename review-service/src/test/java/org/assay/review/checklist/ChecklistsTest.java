package org.assay.review.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assay.review.checklist.Checklist.Mark;
import org.assay.review.checklist.Checklist.Open;
import org.assay.review.checklist.Checklist.Question;
import org.assay.review.classification.Tier;
import org.assay.review.policy.ReviewType;
import org.junit.jupiter.api.Test;

class ChecklistsTest {

  private static final ChecklistSet DEFAULT = new Checklists().cited("default/1").orElseThrow();

  private static List<Question> all() {
    return Arrays.stream(ReviewType.values())
        .flatMap(type -> DEFAULT.of(type).questions().stream())
        .toList();
  }

  private static Question question(String id) {
    return all().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void askEachQuestionOnceInAFormThatConditionsCanName() {
    assertThat(all()).extracting(Question::id).doesNotHaveDuplicates().hasSize(143);
    assertThat(all()).extracting(Question::id).allMatch(id -> id.matches("[A-Z]{2,8}-[0-9]{1,2}"));
    assertThat(all()).allMatch(one -> one.text().endsWith("?") && !one.evidence().isBlank());
  }

  @Test
  void markByTierAndTakeTheWorstWhereThereIsNone() {
    assertThat(question("PERF-06").mark(Tier.LIMITED)).isEqualTo(Mark.C);
    assertThat(question("PERF-06").mark(Tier.HIGH)).isEqualTo(Mark.B);
    assertThat(question("PERF-06").mark(null)).isEqualTo(Mark.B);
    assertThat(question("PRIV-07").mark(Tier.LIMITED)).isEqualTo(Mark.C);
    assertThat(question("PRIV-07").mark(null)).isEqualTo(Mark.B);
    assertThat(question("ETH-02").mark(null)).isEqualTo(Mark.C);
  }

  @Test
  void saysWhatIsNotAnsweredWithYes() {
    assertThat(
            DEFAULT
                .of(ReviewType.PERFORMANCE)
                .open(
                    Map.of("version", Map.of("kind", "TABULAR", "federated", false)),
                    Tier.LIMITED,
                    Map.of(
                        "PERF-01", AnswerState.YES,
                        "PERF-02", AnswerState.NOT_APPLICABLE,
                        "PERF-03", AnswerState.NO,
                        "PERF-04", AnswerState.DROPPED,
                        "PERF-05", AnswerState.WITHOUT_EVIDENCE,
                        "PERF-07", AnswerState.YES,
                        "PERF-08", AnswerState.YES,
                        "PERF-09", AnswerState.YES)))
        .containsExactly(
            new Open("PERF-03", Mark.B),
            new Open("PERF-04", Mark.B),
            new Open("PERF-05", Mark.B),
            new Open("PERF-06", Mark.C),
            new Open("PERF-10", Mark.C),
            new Open("PERF-11", Mark.C));
  }

  @Test
  void askASpecialSectionWhereTheKindIsNotKnown() {
    Checklist performance = DEFAULT.of(ReviewType.PERFORMANCE);

    assertThat(
            performance.applicable(
                Map.of("version", Map.of("kind", "TABULAR", "federated", false))))
        .hasSize(11);
    assertThat(performance.applicable(Map.of("version", Map.of()))).hasSize(42);
  }
}
