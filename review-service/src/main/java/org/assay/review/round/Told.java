package org.assay.review.round;

import java.util.UUID;
import org.assay.review.checklist.AnswerValue;
import org.assay.review.note.Note;
import org.jspecify.annotations.Nullable;

/**
 * What an event of a review says besides how the review stands.
 *
 * @param approvalId the approval that was given or taken back
 * @param unit the unit its giver held then
 * @param cause why, where the state alone does not tell it
 * @param textDigest the salted digest of what was said
 */
record Told(
    @Nullable UUID approvalId,
    @Nullable String unit,
    @Nullable String cause,
    @Nullable String textDigest) {

  /** Nothing more. */
  static final Told NOTHING = new Told(null, null, null, null);

  /** Why the system did it. */
  static Told because(String cause) {
    return new Told(null, null, cause, null);
  }

  /** Why somebody did it, in a word and in that person's own, where there are any. */
  static Told because(String cause, @Nullable Note reason) {
    return new Told(null, null, cause, reason == null ? null : reason.digest());
  }

  /** What a person said. */
  static Told text(Note note) {
    return new Told(null, null, null, note.digest());
  }

  /** What was answered to a question. */
  static Told answer(String questionId, AnswerValue answer, @Nullable Note reason) {
    return because(questionId + " " + answer, reason);
  }

  /** What was answered to a question by confirming what an earlier review answered. */
  static Told confirmed(String questionId, AnswerValue answer) {
    return because("%s %s CARRIED".formatted(questionId, answer));
  }

  /** The question that a rejection is about, where it names one, and its reason. */
  static Told rejection(ReviewDecision decision, Note note) {
    return new Told(null, null, decision.questionId(), note.digest());
  }

  /** An approval and its reason. */
  static Told approval(ReviewDecision decision, Note note) {
    return new Told(decision.id(), decision.unit(), null, note.digest());
  }
}
