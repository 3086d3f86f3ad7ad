package org.assay.review.round;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.assay.review.checklist.AnswerState;
import org.assay.review.checklist.Checklist.Mark;
import org.assay.review.checklist.Checklist.Question;
import org.assay.review.checklist.ChecklistAnswer;
import org.assay.review.checklist.ProofState;
import org.assay.review.requirement.ComputedProof;
import org.jspecify.annotations.Nullable;

/**
 * The questions that the checklist of a review asks of its version, with what is answered.
 *
 * @param all in the order in which they are asked
 */
record AskedQuestions(List<Asked> all) {

  /** A review without a checklist asks nothing. */
  static final AskedQuestions NONE = new AskedQuestions(List.of());

  /** Copies the list. */
  AskedQuestions {
    all = List.copyOf(all);
  }

  /**
   * A question.
   *
   * @param question the question
   * @param mark what a "no" does for the tier of the model
   * @param last the last answer, absent where there is none
   * @param dropped whether evidence that the last answer cites was superseded: it counts no more
   * @param computed how far what Assay computes answers the question
   * @param proofs what is computed of everything that it takes
   */
  record Asked(
      Question question,
      Mark mark,
      @Nullable ChecklistAnswer last,
      boolean dropped,
      ProofState computed,
      List<ComputedProof> proofs) {

    /** Copies the list. */
    Asked {
      proofs = List.copyOf(proofs);
    }

    /** Says how it is answered now. */
    AnswerState state() {
      return AnswerState.of(last, dropped).where(() -> computed);
    }
  }

  /** Returns a question, empty where it is not asked. */
  Optional<Asked> question(String id) {
    return all.stream().filter(asked -> asked.question().id().equals(id)).findFirst();
  }

  /**
   * Refuses to name a question that is not asked.
   *
   * @param pointer where it is named
   * @throws ProblemException 422
   */
  void refuseUnasked(@Nullable String named, String pointer) {
    if (named != null && question(named).isEmpty()) {
      throw ProblemException.invalid(
          pointer,
          "UNKNOWN_QUESTION",
          "the checklist of this review asks no question %s of this version".formatted(named));
    }
  }

  /**
   * Returns a question.
   *
   * @throws ProblemException {@code NOT_FOUND} if it is not asked, or none is named
   */
  Asked require(@Nullable String id) {
    return Optional.ofNullable(id)
        .flatMap(this::question)
        .orElseThrow(
            () ->
                ProblemException.of(
                    CommonProblem.NOT_FOUND,
                    "The checklist of this review asks no such question of this version"));
  }

  /** Returns the ids of those whose "no" blocks and that are not answered with yes. */
  List<String> blocking() {
    return unmet(Mark.B).toList();
  }

  /** Returns the ids of those that need a condition: "no", or not answered. */
  List<String> needingCondition() {
    return unmet(Mark.C).toList();
  }

  private Stream<String> unmet(Mark mark) {
    return all.stream()
        .filter(asked -> asked.mark() == mark && !asked.state().isMet())
        .map(asked -> asked.question().id());
  }
}
