package org.assay.review.round;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.checklist.Checklist.Mark;
import org.assay.review.checklist.Checklist.Question;
import org.assay.review.checklist.ChecklistAnswer;
import org.assay.review.round.AskedQuestions.Asked;
import org.jspecify.annotations.Nullable;

/**
 * What changed of the questions of a review since the approval that it goes on from.
 *
 * @param basis that approval, absent where there is none; then nothing else is known
 * @param questions by question, those that are asked now
 * @param removed what was asked then and is not asked now
 */
record SinceBasis(@Nullable Basis basis, Map<String, Since> questions, List<QuestionThen> removed) {

  /** A review that goes on from nothing. */
  static final SinceBasis NONE = new SinceBasis(null, Map.of(), List.of());

  SinceBasis {
    questions = Map.copyOf(questions);
    removed = List.copyOf(removed);
  }

  /** A question as it was asked then, with what a "no" did. */
  record QuestionThen(Question question, Mark mark) {}

  /**
   * What became of a question.
   *
   * @param change what
   * @param then how it was asked then, absent where it was not
   * @param carried the answer that is proposed, absent where none is
   */
  record Since(
      QuestionChange change, @Nullable QuestionThen then, @Nullable CarriedAnswer carried) {}

  /**
   * An answer that an earlier review gave.
   *
   * @param answer the answer
   * @param evidence the records of this version's evidence that it rests on here
   */
  record CarriedAnswer(ChecklistAnswer answer, List<UUID> evidence) {

    CarriedAnswer {
      evidence = List.copyOf(evidence);
    }
  }

  /** Returns what became of a question, absent where the review goes on from nothing. */
  @Nullable QuestionChange change(String question) {
    Since since = questions.get(question);
    return since == null ? null : since.change();
  }

  /** Returns the answer that is proposed to a question that nobody answered in this review. */
  Optional<CarriedAnswer> proposed(Asked asked) {
    Since since = questions.get(asked.question().id());
    return asked.last() != null || since == null
        ? Optional.empty()
        : Optional.ofNullable(since.carried());
  }

  /** Returns why the caller may not confirm an answer, empty where the caller may. */
  Optional<Refusal> confirm(ReviewGuard guard) {
    return guard
        .answer()
        .or(
            () ->
                guard.asked().all().stream().anyMatch(asked -> proposed(asked).isPresent())
                    ? Optional.empty()
                    : Optional.of(
                        Refusal.of(
                            ReviewProblem.REVIEW_STATE_REFUSES,
                            "No answer of an earlier review is proposed here")));
  }
}
