package org.assay.review.round;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.review.checklist.AnswerState;
import org.assay.review.checklist.AnswerValue;
import org.assay.review.checklist.Checklist.Mark;
import org.assay.review.checklist.Proof;
import org.assay.review.policy.ReviewType;
import org.assay.review.requirement.ComputedProof;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The checklist of a review as HTTP shows it to one caller: what is asked of this version.
 *
 * @param reviewId the review
 * @param type its kind
 * @param checklist the set that it answers; absent where its policy names none
 * @param basisId the approved review that this one goes on from; absent where there is none
 * @param questions in the order in which they are asked
 * @param blocking the questions that let nobody approve: their "no" blocks, and none stands as yes
 * @param needingCondition the questions that an approval needs a condition for, unless an open one
 *     is about them
 * @param revision the review's revision
 * @param actions what the caller may do with it now
 */
@Schema(name = "ReviewChecklist")
record ReviewChecklistView(
    UUID reviewId,
    ReviewType type,
    @Nullable String checklist,
    @Nullable UUID basisId,
    List<AskedQuestionView> questions,
    List<String> blocking,
    List<String> needingCondition,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  ReviewChecklistView {
    questions = List.copyOf(questions);
    blocking = List.copyOf(blocking);
    needingCondition = List.copyOf(needingCondition);
    actions = List.copyOf(actions);
  }

  /**
   * A question.
   *
   * @param id by which it is answered
   * @param text the question
   * @param evidence what is looked at to answer it
   * @param mark what a "no" does here: it blocks (B), needs a condition (C) or is noted (N)
   * @param state how it is answered now
   * @param requires what Assay has to have computed before yes counts
   * @param computed what it computed of that
   * @param change what became of it since the approval that the review goes on from; absent where
   *     it goes on from none
   * @param carried the answer of that review, proposed until somebody answers; it does not count
   * @param answer the last answer, also one that does not count any more
   * @param revision how many answers there are; named by If-Match of the next one
   */
  @Schema(name = "AskedQuestion")
  record AskedQuestionView(
      String id,
      String text,
      String evidence,
      Mark mark,
      AnswerState state,
      List<Proof> requires,
      List<ComputedProof> computed,
      @Nullable QuestionChange change,
      @Nullable CarriedAnswerView carried,
      @Nullable ChecklistAnswerView answer,
      long revision)
      implements Revisioned {

    AskedQuestionView {
      requires = List.copyOf(requires);
      computed = List.copyOf(computed);
    }
  }

  /**
   * An answer.
   *
   * @param number the how manieth to its question
   * @param answer what was answered
   * @param reason why; absent where none was given or it was erased
   * @param evidenceIds the records of evidence that it rests on
   * @param by who answered
   * @param at when
   * @param confirms the answer of an earlier review that it confirms; absent of a new one
   */
  @Schema(name = "ChecklistAnswer")
  record ChecklistAnswerView(
      int number,
      AnswerValue answer,
      @Nullable String reason,
      List<UUID> evidenceIds,
      Actor by,
      Instant at,
      @Nullable ConfirmedAnswerView confirms) {

    ChecklistAnswerView {
      evidenceIds = List.copyOf(evidenceIds);
    }
  }

  /**
   * Where a confirmed answer comes from.
   *
   * @param reviewId the review that was answered so
   * @param by who answered
   * @param at when
   */
  @Schema(name = "ConfirmedAnswer")
  record ConfirmedAnswerView(UUID reviewId, Actor by, Instant at) {}

  /**
   * An answer of an earlier review that is proposed.
   *
   * @param reviewId that review
   * @param answer what was answered
   * @param reason why; absent where none was given or it was erased
   * @param evidenceIds the records of this version's evidence that it rests on
   * @param by who answered
   * @param at when
   */
  @Schema(name = "CarriedAnswer")
  record CarriedAnswerView(
      UUID reviewId,
      AnswerValue answer,
      @Nullable String reason,
      List<UUID> evidenceIds,
      Actor by,
      Instant at) {

    CarriedAnswerView {
      evidenceIds = List.copyOf(evidenceIds);
    }
  }
}
