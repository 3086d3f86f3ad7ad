package org.assay.review.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assay.review.checklist.Checklist.Mark;
import org.assay.review.checklist.Checklist.Open;
import org.assay.review.checklist.Checklist.Question;
import org.assay.review.classification.Tier;
import org.assay.review.policy.Condition;
import org.assay.review.policy.ReviewType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChecklistsTest {

  private static final ChecklistSet FIRST =
      new Checklists(_ -> Optional.empty()).cited("default/1").orElseThrow();
  private static final ChecklistSet DEFAULT =
      new Checklists(_ -> Optional.empty()).cited("default/2").orElseThrow();

  private static List<Question> all() {
    return all(DEFAULT);
  }

  private static List<Question> all(ChecklistSet set) {
    return Arrays.stream(ReviewType.values())
        .flatMap(type -> set.of(type).questions().stream())
        .toList();
  }

  /** Reviews are bound to it, and releases rest on what they were answered. */
  @Test
  void neverChangeOnceTheyAreShipped() {
    assertThat(FIRST.digest())
        .isEqualTo("sha256:acb77a23e60a476df99fb63f2561b6e9d049a5d01966d4a0ae481ebee208f402");
    assertThat(DEFAULT.digest())
        .isEqualTo("sha256:65b640fcc2f9c20f120e21eae8b7a705c6ff4abf812209cf09f548b5f8a64075");
    assertThat(all(FIRST)).allMatch(one -> one.requires().isEmpty());
    assertThat(all()).anyMatch(one -> !one.requires().isEmpty());
    assertThat(all(FIRST))
        .extracting(Question::id, Question::text, Question::mark, Question::marks)
        .isEqualTo(
            all().stream()
                .map(one -> tuple(one.id(), one.text(), one.mark(), one.marks()))
                .toList());
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
                        "PERF-09", AnswerState.YES),
                    question ->
                        question.id().equals("PERF-07") ? ProofState.OPEN : ProofState.DOCUMENT))
        .containsExactly(
            new Open("PERF-03", Mark.B),
            new Open("PERF-04", Mark.B),
            new Open("PERF-05", Mark.B),
            new Open("PERF-06", Mark.C),
            new Open("PERF-07", Mark.B),
            new Open("PERF-10", Mark.C),
            new Open("PERF-11", Mark.C));
  }

  private static ChecklistSet house(Question... questions) {
    Map<ReviewType, Checklist> lists = new EnumMap<>(ReviewType.class);
    for (ReviewType type : ReviewType.values()) {
      lists.put(
          type,
          new Checklist(
              "house", 2, type, type == ReviewType.PERFORMANCE ? List.of(questions) : List.of()));
    }
    return new ChecklistSet("house", 2, "sha256:" + "00".repeat(32), lists);
  }

  private static Question asked(
      String id, Mark mark, Map<Tier, Mark> marks, @Nullable String appliesIf) {
    return new Question(
        id,
        "Is it so?",
        "a note",
        mark,
        marks,
        appliesIf,
        appliesIf == null ? null : Condition.compiled(appliesIf),
        Set.of());
  }

  /** A narrower scope only adds. */
  @Test
  void askTogetherWhateverOneOfThemAsks() {
    ChecklistSet both =
        DEFAULT.and(
            house(
                asked("PERF-01", Mark.C, Map.of(), null),
                asked("PERF-09", Mark.B, Map.of(Tier.MINIMAL, Mark.C), null),
                asked("PERF-06", Mark.C, Map.of(Tier.HIGH, Mark.C), null),
                asked("FL-1", Mark.B, Map.of(), "version.kind == 'VISION'"),
                asked("RL-1", Mark.B, Map.of(), null),
                asked("OWN-1", Mark.C, Map.of(), null)));
    Checklist performance = both.of(ReviewType.PERFORMANCE);

    assertThat(both.reference()).isEqualTo("default/2+house/2");
    assertThat(performance.reference()).isEqualTo("default/2+house/2");
    assertThat(performance.questions()).hasSize(43);
    assertThat(both.of(ReviewType.ETHICS).questions()).hasSize(12);
    assertThat(mark(performance, "PERF-01", Tier.LIMITED)).isEqualTo(Mark.B);
    assertThat(mark(performance, "PERF-09", Tier.LIMITED)).isEqualTo(Mark.B);
    assertThat(mark(performance, "PERF-09", Tier.MINIMAL)).isEqualTo(Mark.C);
    assertThat(mark(performance, "PERF-06", Tier.HIGH)).isEqualTo(Mark.B);
    assertThat(mark(performance, "OWN-1", Tier.HIGH)).isEqualTo(Mark.C);
    assertThat(applicable(performance, "TABULAR", false)).contains("RL-1").doesNotContain("FL-1");
    assertThat(applicable(performance, "TABULAR", true)).contains("FL-1");
    assertThat(applicable(performance, "VISION", false)).contains("FL-1", "OWN-1");
    assertThat(performance.question("PERF-01").orElseThrow().text())
        .startsWith("Is the evaluation set untouched")
        .endsWith("Is it so?");
  }

  /** Each condition was bounded alone, and one may end in a comment. */
  @Test
  void concernWhomEitherConcernsHoweverLongTheConditionsAre() {
    String long1 = "version.kind == 'VISION' || version.kind == '%s'".formatted("x".repeat(1900));
    String long2 =
        "version.kind == 'RANKING' || version.kind == '%s' // y".formatted("y".repeat(1900));
    ChecklistSet both =
        house(asked("OWN-1", Mark.B, Map.of(), long1))
            .and(house(asked("OWN-1", Mark.B, Map.of(), long2)));
    Checklist performance = both.of(ReviewType.PERFORMANCE);

    assertThat(applicable(performance, "VISION", false)).containsExactly("OWN-1");
    assertThat(applicable(performance, "RANKING", false)).containsExactly("OWN-1");
    assertThat(applicable(performance, "TABULAR", false)).isEmpty();
  }

  private static Mark mark(Checklist list, String id, Tier tier) {
    return list.question(id).orElseThrow().mark(tier);
  }

  private static List<String> applicable(Checklist list, String kind, boolean federated) {
    return list.applicable(Map.of("version", Map.of("kind", kind, "federated", federated))).stream()
        .map(Question::id)
        .toList();
  }

  @Test
  void areCitedTogetherToo() {
    Checklists shipped = new Checklists(_ -> Optional.empty());

    assertThat(shipped.cited("default/1+default/1").orElseThrow().of(ReviewType.ETHICS).questions())
        .hasSize(12);
    assertThat(shipped.cited("default/1+house/2")).isEmpty();
    assertThat(shipped.cited("house/2")).isEmpty();
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
