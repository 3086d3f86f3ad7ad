package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.evidence.EvidenceRecords;
import org.assay.review.finding.Finding;
import org.assay.review.finding.FindingState;
import org.assay.review.finding.Findings;
import org.assay.review.finding.NewFinding;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.jspecify.annotations.Nullable;

/**
 * What happens to single findings, in the caller's transaction and with the round locked, so that
 * an approval at the same time sees them.
 */
@ApplicationScoped
class FindingActs {

  private final ReviewDesk desk;
  private final Reviews reviews;
  private final ReviewDecisions decisions;
  private final Findings findings;
  private final ConditionMeeting meeting;
  private final EvidenceRecords evidence;
  private final Notes notes;
  private final Accounts accounts;
  private final Access access;
  private final DatabaseClock clock;

  FindingActs(
      ReviewDesk desk,
      Reviews reviews,
      ReviewDecisions decisions,
      Findings findings,
      ConditionMeeting meeting,
      EvidenceRecords evidence,
      Notes notes,
      Accounts accounts,
      Access access,
      DatabaseClock clock) {
    this.desk = desk;
    this.reviews = reviews;
    this.decisions = decisions;
    this.findings = findings;
    this.meeting = meeting;
    this.evidence = evidence;
    this.notes = notes;
    this.accounts = accounts;
    this.access = access;
    this.clock = clock;
  }

  /** A finding with its review, the round locked. */
  record Opened(Finding finding, ReviewDesk.Case on) {

    FindingGuard guard() {
      return new FindingGuard(finding, on.guard());
    }
  }

  /** An assignee raises a finding. */
  Opened raise(UUID reviewId, RaiseFinding command, Caller caller) {
    String named = command.owner();
    String owner = named == null ? null : accounts.subjectOf(named, "/owner");
    ReviewDesk.Case on = desk.open(reviewId, caller);
    Refusal.refuse(on.guard().raise());
    refuseDue(command.dueAt());
    if (on.review().checklist() != null) {
      on.guard().asked().refuseUnasked(command.questionId(), "/question_id");
    }
    if (owner != null && !access.membership(owner, on.review().projectId()).contributes()) {
      throw ProblemException.invalid(
          "/owner", "NOT_A_CONTRIBUTOR", "A contributor of the project owns a finding");
    }
    if (owner != null && on.review().isAssignee(owner)) {
      throw ProblemException.invalid(
          "/owner", "REVIEWS", "Who reviews does not own a finding of the review");
    }
    if (owner != null && decisions.standingApproval(reviewId, owner).isPresent()) {
      throw ProblemException.invalid(
          "/owner", "APPROVED", "Whose approval stands does not own a finding of the review");
    }
    Finding finding =
        findings.open(
            new NewFinding(
                reviewId,
                command.severity(),
                owner == null ? on.review().requestedBy() : owner,
                caller.subject(),
                command.questionId(),
                command.dueAt()),
            on.version(),
            notes.store(command.text(), caller.subject()),
            Cause.by(caller));
    return new Opened(finding, on);
  }

  /** The submitter's side answers. */
  Opened answer(UUID id, AnswerFinding command, Caller caller) {
    Opened opened = open(id, caller);
    Refusal.refuse(opened.guard().answer(FindingState.Act.ANSWER));
    Note note = notes.store(command.text(), caller.subject());
    findings.answer(opened.finding(), opened.on().version(), note, Cause.by(caller));
    follow(opened.on());
    return opened;
  }

  /** The submitter's side says where it is mended. */
  Opened fix(UUID id, FixFinding command, Caller caller) {
    Opened opened = open(id, caller);
    Refusal.refuse(opened.guard().answer(FindingState.Act.FIX));
    boolean known =
        evidence
            .findByIdOptional(command.fixedIn())
            .filter(found -> found.versionId().equals(opened.finding().versionId()))
            .isPresent();
    if (!known) {
      throw ProblemException.invalid(
          "/fixed_in",
          "UNKNOWN_EVIDENCE",
          "The version has no evidence %s".formatted(command.fixedIn()));
    }
    Note note = notes.store(command.text(), caller.subject());
    findings.fix(
        opened.finding(), command.fixedIn(), opened.on().version(), note, Cause.by(caller));
    follow(opened.on());
    return opened;
  }

  /**
   * An assignee of the review ends it.
   *
   * @param ifMatch the finding's revision that the caller saw
   */
  Opened close(UUID id, CloseFinding command, @Nullable String ifMatch, Caller caller) {
    Opened opened = open(id, caller);
    Refusal.refuse(opened.guard().close(command.outcome().act()));
    IfMatch.require(ifMatch, opened.finding().revision());
    Note note = notes.store(command.reason(), caller.subject());
    findings.close(
        opened.finding(), command.outcome().act(), opened.on().version(), note, Cause.by(caller));
    follow(opened.on());
    return opened;
  }

  /**
   * Returns a finding that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  Finding readable(UUID id, Caller caller) {
    Finding finding =
        findings.findByIdOptional(id).orElseThrow(() -> Access.unknown("finding", id));
    if (!access.reads(caller, reviews.findById(finding.reviewId()).projectId())) {
      throw Access.unknown("finding", id);
    }
    return finding;
  }

  private Opened open(UUID id, Caller caller) {
    Finding finding = readable(id, caller);
    ReviewDesk.Case on = desk.open(finding.reviewId(), caller);
    findings.getEntityManager().refresh(finding);
    return new Opened(finding, on);
  }

  private void follow(ReviewDesk.Case on) {
    resumeIfAnswered(on);
    meeting.follow(on.assessment(), on.version(), null);
  }

  /** A review that waits for answers goes on once nothing is open, whoever saw to that. */
  private void resumeIfAnswered(ReviewDesk.Case on) {
    Review review = on.review();
    boolean open =
        findings.of(List.of(review.id())).stream()
            .anyMatch(finding -> finding.state() == FindingState.OPEN);
    if (!open && review.state() == ReviewState.CHANGES_REQUESTED) {
      review.step(ReviewAct.RESUME, clock.now());
      reviews.tell(
          EventTypes.REVIEW_RESUMED, review, on.version(), Cause.by(on.caller()), Told.NOTHING);
    }
  }

  private void refuseDue(@Nullable Instant due) {
    if (due != null && !due.isAfter(clock.now())) {
      throw ProblemException.invalid("/due_at", "IN_THE_PAST", "It is due after now");
    }
  }
}
