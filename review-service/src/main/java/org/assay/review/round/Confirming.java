package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.checklist.ChecklistAnswer;
import org.assay.review.checklist.ChecklistAnswers;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.round.AskedQuestions.Asked;
import org.assay.review.round.SinceBasis.CarriedAnswer;
import org.jspecify.annotations.Nullable;

/**
 * An assignee confirms answers of an earlier review, and answers so by them. Nothing of an approval
 * is taken over: a child version inherits none, and each answer is somebody's own again.
 */
@ApplicationScoped
class Confirming {

  private final ReviewDesk desk;
  private final Reviews reviews;
  private final Carrying carrying;
  private final ChecklistAnswers answers;
  private final FactsQuery facts;
  private final DatabaseClock clock;

  Confirming(
      ReviewDesk desk,
      Reviews reviews,
      Carrying carrying,
      ChecklistAnswers answers,
      FactsQuery facts,
      DatabaseClock clock) {
    this.desk = desk;
    this.reviews = reviews;
    this.carrying = carrying;
    this.answers = answers;
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * Confirms proposed answers: event {@code answered} of each, which moves the review's revision.
   *
   * @param ifMatch the review's revision that the caller saw
   * @throws ProblemException 422 for a question without a proposed answer, and where questions have
   *     to be named and none is
   */
  Review confirm(UUID reviewId, ConfirmAnswers command, @Nullable String ifMatch, Caller caller) {
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    SinceBasis since = carrying.of(opened.review(), opened.guard().asked());
    Refusal.refuse(since.confirm(opened.guard()));
    List<String> named = command.questions();
    List<Asked> confirmed = named == null ? all(since, opened) : named(named, since, opened);
    IfMatch.require(ifMatch, opened.review().revision());
    confirmed.forEach(asked -> since.proposed(asked).ifPresent(carried -> answer(opened, carried)));
    return opened.review();
  }

  /** A round after a revocation is a full one, so nothing is taken over in one word. */
  private List<Asked> all(SinceBasis since, ReviewDesk.Case opened) {
    Basis basis = since.basis();
    if (basis == null
        || !basis.isOfSame(opened.review())
        || facts.known(opened.version().id()).revocation() != null) {
      throw ProblemException.invalid(
          "/questions",
          "REQUIRED",
          "The last approval was of another version, or was revoked: each question whose answer"
              + " still is right is named");
    }
    return opened.guard().asked().all();
  }

  private static List<Asked> named(List<String> named, SinceBasis since, ReviewDesk.Case opened) {
    for (int index = 0; index < named.size(); index++) {
      Optional<Asked> asked = opened.guard().asked().question(named.get(index));
      if (asked.flatMap(since::proposed).isEmpty()) {
        throw ProblemException.invalid(
            "/questions/" + index,
            "NOT_PROPOSED",
            "No answer to %s is proposed here".formatted(named.get(index)));
      }
    }
    return opened.guard().asked().all().stream()
        .filter(asked -> named.contains(asked.question().id()))
        .toList();
  }

  private void answer(ReviewDesk.Case opened, CarriedAnswer carried) {
    ChecklistAnswer given = carried.answer();
    answers.persist(
        ChecklistAnswer.confirmed(
            given,
            opened.review().id(),
            carried.evidence(),
            opened.caller().subject(),
            clock.now()));
    opened.review().said();
    reviews.tell(
        EventTypes.REVIEW_ANSWERED,
        opened.review(),
        opened.version(),
        Cause.by(opened.caller()),
        Told.confirmed(given.questionId(), given.answer()));
  }
}
