package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.finding.Finding;
import org.assay.review.finding.FindingState;
import org.assay.review.finding.Findings;
import org.assay.review.note.Notes;
import org.assay.review.replica.DatabaseClock;

/**
 * The submitter's side answers every open finding, and the review goes on; where it went on by
 * other people meanwhile, or waits for one, it stays where it is.
 */
@ApplicationScoped
class Response {

  private final ReviewDesk desk;
  private final Reviews reviews;
  private final Findings findings;
  private final Notes notes;
  private final DatabaseClock clock;

  Response(ReviewDesk desk, Reviews reviews, Findings findings, Notes notes, DatabaseClock clock) {
    this.desk = desk;
    this.reviews = reviews;
    this.findings = findings;
    this.notes = notes;
    this.clock = clock;
  }

  /** Answers the open findings of a review. */
  Review respond(UUID reviewId, RespondToFindings command, Caller caller) {
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    Refusal.refuse(opened.guard().respond());
    List<Finding> open =
        findings.of(List.of(reviewId)).stream()
            .filter(finding -> finding.state() == FindingState.OPEN)
            .toList();
    Map<UUID, String> answers = answers(command, open);
    Cause cause = Cause.by(caller);
    for (Finding finding : open) {
      String answer = answers.get(finding.id());
      if (answer != null) {
        findings.answer(finding, opened.version(), notes.store(answer, caller.subject()), cause);
      }
    }
    opened.review().answered(clock.now());
    reviews.tell(EventTypes.REVIEW_RESUMED, opened.review(), opened.version(), cause, Told.NOTHING);
    return opened.review();
  }

  private static Map<UUID, String> answers(RespondToFindings command, List<Finding> open) {
    Map<UUID, String> answers = new HashMap<>();
    String forAll = command.text();
    if (forAll != null) {
      open.forEach(finding -> answers.put(finding.id(), forAll));
    }
    List<RespondToFindings.Answer> single = command.answers();
    if (single != null) {
      single.forEach(answer -> answers.put(answer.findingId(), answer.text()));
    }
    List<UUID> left =
        open.stream().map(Finding::id).filter(id -> !answers.containsKey(id)).toList();
    List<UUID> asked = open.stream().map(Finding::id).toList();
    List<UUID> unknown = answers.keySet().stream().filter(id -> !asked.contains(id)).toList();
    if (!left.isEmpty() || !unknown.isEmpty()) {
      throw ProblemException.of(
              ReviewProblem.FINDINGS_UNANSWERED,
              "Open findings: %s; without an answer: %s; answered but not open here: %s"
                  .formatted(asked, left, unknown))
          .at("/answers", "INCOMPLETE", "One answer for each open finding, or text for all");
    }
    return answers;
  }
}
