package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.checklist.AnswerValue;
import org.assay.review.checklist.ChecklistAnswer;
import org.assay.review.checklist.ChecklistAnswers;
import org.assay.review.evidence.EvidenceRecords;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.round.AskedQuestions.Asked;
import org.jspecify.annotations.Nullable;

/** An assignee answers a question of the checklist; what was answered before stays in history. */
@ApplicationScoped
class Answering {

  /** How often one question is answered in a review, so that its history stays readable. */
  static final int MOST = 100;

  private final ReviewDesk desk;
  private final Reviews reviews;
  private final ChecklistAnswers answers;
  private final EvidenceRecords evidence;
  private final Proving proving;
  private final Notes notes;
  private final DatabaseClock clock;

  Answering(
      ReviewDesk desk,
      Reviews reviews,
      ChecklistAnswers answers,
      EvidenceRecords evidence,
      Proving proving,
      Notes notes,
      DatabaseClock clock) {
    this.desk = desk;
    this.reviews = reviews;
    this.answers = answers;
    this.evidence = evidence;
    this.proving = proving;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * Answers a question: event {@code answered}, which moves the review's revision.
   *
   * @param ifMatch how many answers to the question the caller saw
   * @throws ProblemException 404 for a question that is not asked here, 422 for a yes that rests on
   *     nothing or is not what Assay computed, where what fails is said not to apply, and for
   *     evidence that is not in the version's set
   */
  Review answer(
      UUID reviewId,
      String questionId,
      AnswerQuestion command,
      @Nullable String ifMatch,
      Caller caller) {
    requireGrounds(command);
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    Asked asked = asked(opened, questionId);
    Refusal.refuse(opened.guard().answer());
    ChecklistAnswer last = asked.last();
    int before = last == null ? 0 : last.number();
    if (before >= MOST) {
      throw ProblemException.of(
          ReviewProblem.REVIEW_STATE_REFUSES,
          "The question is answered %d times already".formatted(MOST));
    }
    List<UUID> cited = cited(command, opened.review().versionId());
    switch (command.answer()) {
      case YES -> proving.require(opened.review(), asked.question(), cited, command.reason());
      case NOT_APPLICABLE -> proving.refuseFailed(asked);
      case NO -> {}
    }
    IfMatch.require(ifMatch, before);
    Note note = command.reason() == null ? null : notes.store(command.reason(), caller.subject());
    answers.persist(
        ChecklistAnswer.given(
            reviewId,
            questionId,
            before + 1,
            command.answer(),
            note == null ? null : note.id(),
            cited,
            caller.subject(),
            clock.now()));
    opened.review().said();
    reviews.tell(
        EventTypes.REVIEW_ANSWERED,
        opened.review(),
        opened.version(),
        Cause.by(caller),
        Told.answer(questionId, command.answer(), note));
    return opened.review();
  }

  private static void requireGrounds(AnswerQuestion command) {
    if (command.answer() == AnswerValue.NOT_APPLICABLE && command.reason() == null) {
      throw ProblemException.invalid(
          "/reason", "REQUIRED", "why the question does not apply has to be said");
    }
    List<UUID> cited = command.evidenceIds();
    if (command.answer() == AnswerValue.YES && (cited == null || cited.isEmpty())) {
      throw ProblemException.invalid(
          "/evidence_ids", "REQUIRED", "a yes names the evidence of the version that it rests on");
    }
  }

  private static Asked asked(ReviewDesk.Case opened, String questionId) {
    return opened.guard().asked().require(questionId);
  }

  private List<UUID> cited(AnswerQuestion command, UUID versionId) {
    List<UUID> asked = command.evidenceIds();
    List<UUID> ids = asked == null ? List.of() : asked.stream().distinct().toList();
    Set<UUID> known = evidence.current(versionId, ids);
    for (int index = 0; index < ids.size(); index++) {
      if (!known.contains(ids.get(index))) {
        throw ProblemException.invalid(
            "/evidence_ids/" + index,
            "UNKNOWN_EVIDENCE",
            "%s is not in the evidence set of the version".formatted(ids.get(index)));
      }
    }
    return ids;
  }
}
