package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OwnCause;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.assessment.Assessments;
import org.assay.review.condition.Conditions;
import org.assay.review.finding.Findings;
import org.assay.review.finding.NewFinding;
import org.assay.review.finding.Severity;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.person.KnownIdentities;
import org.assay.review.policy.Policies;
import org.assay.review.policy.Validity;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.VersionFacts;
import org.jspecify.annotations.Nullable;

/**
 * An assignee decides: approves, asks for changes, or rejects. In the caller's transaction, with
 * the round locked, so that the last of several approvals sees all the others.
 */
@ApplicationScoped
class Decision {

  private final ReviewDesk desk;
  private final KnownIdentities identities;
  private final Reviews reviews;
  private final ReviewDecisions decisions;
  private final EndedApprovals ended;
  private final Assessments assessments;
  private final Passing passing;
  private final Bases bases;
  private final Findings findings;
  private final Notes notes;
  private final Policies policies;
  private final FactsQuery facts;
  private final ConditionActs conditionActs;
  private final Conditions conditions;
  private final ConditionMeeting meeting;
  private final DatabaseClock clock;

  Decision(
      ReviewDesk desk,
      KnownIdentities identities,
      Reviews reviews,
      ReviewDecisions decisions,
      EndedApprovals ended,
      Assessments assessments,
      Passing passing,
      Bases bases,
      Findings findings,
      Notes notes,
      Policies policies,
      FactsQuery facts,
      ConditionActs conditionActs,
      Conditions conditions,
      ConditionMeeting meeting,
      DatabaseClock clock) {
    this.desk = desk;
    this.identities = identities;
    this.reviews = reviews;
    this.decisions = decisions;
    this.ended = ended;
    this.assessments = assessments;
    this.passing = passing;
    this.bases = bases;
    this.findings = findings;
    this.notes = notes;
    this.policies = policies;
    this.facts = facts;
    this.conditionActs = conditionActs;
    this.conditions = conditions;
    this.meeting = meeting;
    this.clock = clock;
  }

  /**
   * Decides on a review.
   *
   * @param ifMatch the revision that the caller saw
   */
  Review decide(UUID reviewId, DecideReview command, @Nullable String ifMatch, Caller caller) {
    List<SetCondition> asked = conditions(command);
    List<String> owners = conditionActs.owners(asked);
    identities.askAbout(desk.readable(reviewId, caller).versionId());
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    Refusal.refuse(opened.guard().decide(act(command.decision())));
    Instant now = clock.now();
    conditionActs.check(asked, owners, opened, now);
    if (command.decision() == DecisionKind.APPROVED) {
      refuseUncovered(opened, asked);
    }
    requireQuestion(command, opened.guard().asked());
    refuseOther(command.digest(), opened.review().digest());
    refuseOther(command.evidenceDigest(), opened.review().evidenceDigest());
    IfMatch.require(ifMatch, opened.review().revision());
    Note reason = notes.store(command.reason(), caller.subject());
    // What ended on a review that was not approved yet: who gave it may give it anew.
    ended.dropEnded(opened.review(), opened.version(), now, OwnCause.of(caller.subject(), null));
    ReviewDecision decision =
        ReviewDecision.by(caller, opened.review(), command.decision(), reason.id(), now);
    decision.restOn(opened.guard().qualification());
    if (command.decision() == DecisionKind.REJECTED) {
      decision.about(command.questionId());
    }
    if (command.decision() == DecisionKind.APPROVED) {
      validity(opened).approvalUntil(now).ifPresent(decision::endAt);
    }
    decisions.persist(decision);
    decisions.flush();
    conditionActs.set(asked, owners, decision, opened);
    switch (command.decision()) {
      case APPROVED -> {
        approve(opened, decision, reason, now);
        meeting.refuseMet(asked, opened.assessment());
        meeting.follow(opened.assessment(), opened.version(), null);
      }
      case CHANGES_REQUESTED -> requestChanges(opened, reason, now);
      case REJECTED -> reject(opened, decision, reason, now);
    }
    return opened.review();
  }

  private Validity validity(ReviewDesk.Case opened) {
    UUID version = opened.version().id();
    VersionFacts known = facts.known(version);
    return policies
        .bound(opened.review().policyVersionId())
        .policy()
        .terms(known.tier())
        .validity();
  }

  /** Each "no" that does not block is covered by an open condition that is about its question. */
  private void refuseUncovered(ReviewDesk.Case opened, List<SetCondition> asked) {
    List<String> uncovered = new ArrayList<>(opened.guard().asked().needingCondition());
    if (uncovered.isEmpty()) {
      return;
    }
    for (SetCondition condition : asked) {
      uncovered.removeIf(question -> question.equals(condition.questionId()));
    }
    uncovered.removeAll(conditions.openQuestions(opened.review().id()));
    if (!uncovered.isEmpty()) {
      throw new Refusal(
              ReviewProblem.CHECKLIST_NOT_MET,
              "A question that is not answered with yes needs a condition that names it in"
                  + " question_id: %s".formatted(uncovered),
              Map.of("rule", "NO_NEEDS_CONDITION", "questions", List.copyOf(uncovered)))
          .exception();
    }
  }

  /** A rejection says which question of the checklist it is about, where there is one. */
  private static void requireQuestion(DecideReview command, AskedQuestions asked) {
    String named = command.questionId();
    if (command.decision() != DecisionKind.REJECTED) {
      if (named != null) {
        throw ProblemException.invalid(
            "/question_id", "ONLY_WITH_REJECTED", "Only a rejection names a question");
      }
      return;
    }
    if (named == null && !asked.all().isEmpty()) {
      throw ProblemException.invalid(
          "/question_id",
          "REQUIRED",
          "a rejection names the question of the checklist it is about");
    }
    asked.refuseUnasked(named, "/question_id");
  }

  private static List<SetCondition> conditions(DecideReview command) {
    List<SetCondition> asked = command.conditions();
    if (asked == null || asked.isEmpty()) {
      return List.of();
    }
    if (command.decision() != DecisionKind.APPROVED) {
      throw ProblemException.invalid(
          "/conditions", "ONLY_WITH_APPROVED", "Only an approval has conditions");
    }
    return asked;
  }

  private static ReviewAct act(DecisionKind kind) {
    return switch (kind) {
      case APPROVED -> ReviewAct.RECORD_APPROVAL;
      case CHANGES_REQUESTED -> ReviewAct.REQUEST_CHANGES;
      case REJECTED -> ReviewAct.REJECT;
    };
  }

  private static void refuseOther(@Nullable String read, String bound) {
    if (read != null && !read.equals(bound)) {
      throw ProblemException.of(
          ReviewProblem.DIGEST_MISMATCH,
          "The decision names %s, the review is about %s".formatted(read, bound));
    }
  }

  private void approve(ReviewDesk.Case opened, ReviewDecision decision, Note reason, Instant now) {
    Review review = opened.review();
    Cause person = Cause.by(opened.caller());
    Told told = Told.approval(decision, reason);
    review.step(ReviewAct.RECORD_APPROVAL, now);
    reviews.tell(EventTypes.REVIEW_APPROVAL_RECORDED, review, opened.version(), person, told);
    if (decisions.standingApprovals(review.id()) < review.approvalsRequired()) {
      return;
    }
    review.approve(
        conditions.anyOpen(review.id()), decisions.firstEnds(review.id()).orElse(null), now);
    UUID event = reviews.tell(EventTypes.REVIEW_APPROVED, review, opened.version(), person, told);
    bases.keep(review, opened.guard().asked(), facts.known(review.versionId()));
    passing.passIfMet(opened.assessment(), opened.version(), bySystem(opened, event));
  }

  private void requestChanges(ReviewDesk.Case opened, Note reason, Instant now) {
    Review review = opened.review();
    Cause person = Cause.by(opened.caller());
    if (!opened.guard().standing().findings()) {
      findings.open(
          new NewFinding(
              review.id(),
              Severity.MAJOR,
              review.requestedBy(),
              opened.caller().subject(),
              null,
              null),
          opened.version(),
          reason,
          person);
    }
    review.step(ReviewAct.REQUEST_CHANGES, now);
    reviews.tell(
        EventTypes.REVIEW_CHANGES_REQUESTED, review, opened.version(), person, Told.text(reason));
  }

  /** One rejection ends the round, whatever the number of approvals. */
  private void reject(ReviewDesk.Case opened, ReviewDecision decision, Note reason, Instant now) {
    Review review = opened.review();
    review.step(ReviewAct.REJECT, now);
    UUID event =
        reviews.tell(
            EventTypes.REVIEW_REJECTED,
            review,
            opened.version(),
            Cause.by(opened.caller()),
            Told.rejection(decision, reason));
    Cause cause = bySystem(opened, event);
    List<Review> others = reviews.of(opened.assessment().id());
    for (Review other : others) {
      if (other.state().isOpen()) {
        other.step(ReviewAct.VOID, now);
        reviews.tell(
            EventTypes.REVIEW_VOIDED, other, opened.version(), cause, Told.because("REJECTED"));
      }
    }
    assessments.fail(opened.assessment(), opened.version(), "REJECTED", cause);
  }

  private static Cause bySystem(ReviewDesk.Case opened, UUID event) {
    return OwnCause.of(opened.caller().subject(), event);
  }
}
