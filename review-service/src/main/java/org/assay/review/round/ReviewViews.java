package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.People;
import org.assay.review.calendar.CalendarInForce;
import org.assay.review.calendar.UnitCalendars;
import org.assay.review.calendar.WorkingTime;
import org.assay.review.condition.Condition;
import org.assay.review.condition.Conditions;
import org.assay.review.finding.Finding;
import org.assay.review.finding.Findings;
import org.assay.review.note.Notes;
import org.assay.review.policy.Policies;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.round.ReviewView.AssigneeView;
import org.assay.review.round.ReviewView.BasisView;
import org.assay.review.round.ReviewView.BoundToView;
import org.assay.review.round.ReviewView.ClockView;
import org.assay.review.round.ReviewView.DecisionView;
import org.jspecify.annotations.Nullable;

/** Shows reviews; a page of them takes as many statements as one. */
@ApplicationScoped
class ReviewViews {

  private final Accounts accounts;
  private final Reviews reviews;
  private final ReviewDecisions decisions;
  private final Findings findings;
  private final Conditions conditions;
  private final Notes notes;
  private final Policies policies;
  private final Standings standings;
  private final Questioning questioning;
  private final VersionCopies versions;
  private final UnitCalendars calendars;
  private final DatabaseClock clock;

  ReviewViews(
      Accounts accounts,
      Reviews reviews,
      ReviewDecisions decisions,
      Findings findings,
      Conditions conditions,
      Notes notes,
      Policies policies,
      Standings standings,
      Questioning questioning,
      VersionCopies versions,
      UnitCalendars calendars,
      DatabaseClock clock) {
    this.accounts = accounts;
    this.reviews = reviews;
    this.decisions = decisions;
    this.findings = findings;
    this.conditions = conditions;
    this.notes = notes;
    this.policies = policies;
    this.standings = standings;
    this.questioning = questioning;
    this.versions = versions;
    this.calendars = calendars;
    this.clock = clock;
  }

  ReviewView view(Review review, Caller caller) {
    return views(List.of(review), caller).getFirst();
  }

  List<ReviewView> views(List<Review> page, Caller caller) {
    if (page.isEmpty()) {
      return List.of();
    }
    List<UUID> ids = page.stream().map(Review::id).toList();
    Map<UUID, Review> bases =
        reviews.of(page.stream().map(Review::basisId).flatMap(Stream::ofNullable).toList());
    List<ReviewDecision> decided = decisions.of(ids);
    List<Finding> found = findings.of(ids);
    List<Condition> set = conditions.of(ids);
    Shown shown =
        new Shown(
            decided,
            found,
            set,
            clock.now(),
            calendars.inForce(
                page.stream()
                    .map(Review::clock)
                    .flatMap(Stream::ofNullable)
                    .map(ReviewClock::unit)
                    .flatMap(Stream::ofNullable)
                    .collect(Collectors.toSet())),
            people(page, decided, found, set),
            texts(decided, found, set),
            bases,
            versions.find(
                Stream.concat(page.stream(), bases.values().stream())
                    .map(Review::versionId)
                    .distinct()
                    .toList()));
    Map<UUID, Standing> standing = standings.of(caller.subject(), ids);
    Map<UUID, AskedQuestions> asked = questioning.of(page);
    List<ReviewView> views = new ArrayList<>();
    for (Review review : page) {
      Standing own = standing.get(review.id());
      VersionCopy version = shown.versions().get(review.versionId());
      if (own != null && version != null) {
        views.add(
            view(
                review,
                version,
                shown,
                new ReviewGuard(
                    review, own, asked.getOrDefault(review.id(), AskedQuestions.NONE), caller)));
      }
    }
    return views;
  }

  /** What the reviews of a page refer to. */
  private record Shown(
      List<ReviewDecision> decisions,
      List<Finding> findings,
      List<Condition> conditions,
      Instant now,
      Map<String, CalendarInForce> calendars,
      People people,
      Texts texts,
      Map<UUID, Review> bases,
      Map<UUID, VersionCopy> versions) {

    Actor actor(String subject) {
      return people.named(subject);
    }

    WorkingTime time(@Nullable String unit) {
      CalendarInForce calendar = unit == null ? null : calendars.get(unit);
      return calendar == null ? WorkingTime.USUAL : calendar.time();
    }

    @Nullable String text(@Nullable UUID note) {
      return texts.of(note);
    }
  }

  private ReviewView view(Review review, VersionCopy version, Shown shown, ReviewGuard guard) {
    return new ReviewView(
        review.id(),
        review.assessmentId(),
        version.model(),
        version.number(),
        review.versionId(),
        review.type(),
        review.round(),
        review.state(),
        boundTo(
            review.digest(), review.evidenceDigest(), review.policyVersionId(), review.checklist()),
        basis(review.basisId(), shown),
        shown.actor(review.requestedBy()),
        review.assigneeSubjects().stream()
            .map(subject -> assignee(review, subject, shown))
            .toList(),
        review.approvalsRequired(),
        shown.decisions().stream()
            .filter(decision -> decision.reviewId().equals(review.id()))
            .map(decision -> decision(decision, review, shown))
            .toList(),
        shown.findings().stream()
            .filter(finding -> finding.reviewId().equals(review.id()))
            .map(finding -> FindingView.from(finding, shown.people(), shown.texts(), guard))
            .toList(),
        shown.conditions().stream()
            .filter(condition -> condition.reviewId().equals(review.id()))
            .map(
                condition ->
                    ConditionView.from(
                        condition, shown.people(), shown.texts(), guard, shown.now()))
            .toList(),
        review.createdAt(),
        review.changedAt(),
        dueAt(review),
        clock(review, shown),
        review.validUntil(),
        review.revision(),
        guard.actions());
  }

  private static @Nullable BasisView basis(@Nullable UUID id, Shown shown) {
    Review basis = id == null ? null : shown.bases().get(id);
    VersionCopy version = basis == null ? null : shown.versions().get(basis.versionId());
    return basis == null || version == null
        ? null
        : new BasisView(basis.id(), version.number(), basis.round(), basis.approvedAt());
  }

  private static @Nullable Instant dueAt(Review review) {
    ReviewClock clock = review.clock();
    return clock == null || clock.state() != ClockState.RUNNING ? null : clock.dueAt();
  }

  private static @Nullable ClockView clock(Review review, Shown shown) {
    ReviewClock clock = review.clock();
    if (clock == null) {
      return null;
    }
    String stoppedBy = clock.stoppedBy();
    return new ClockView(
        clock.state(),
        clock
            .spent(shown.time(clock.unit()), shown.now())
            .truncatedTo(ChronoUnit.MINUTES)
            .toString(),
        clock.allowed().toString(),
        clock.unit(),
        clock.stoppedSince(),
        stoppedBy == null ? null : shown.actor(stoppedBy));
  }

  private static AssigneeView assignee(Review review, String subject, Shown shown) {
    Assignee assignee = review.assignees().get(subject);
    if (assignee == null) {
      throw new IllegalStateException("No assignee " + subject);
    }
    return new AssigneeView(shown.actor(subject), assignee.since(), assignee.started());
  }

  private BoundToView boundTo(
      String digest, String evidenceDigest, UUID policyVersionId, @Nullable String checklist) {
    return new BoundToView(
        digest,
        evidenceDigest,
        policyVersionId,
        policies.bound(policyVersionId).policy().reference(),
        checklist);
  }

  private DecisionView decision(ReviewDecision decision, Review review, Shown shown) {
    return new DecisionView(
        decision.id(),
        decision.decision(),
        shown.actor(decision.subject()),
        decision.unit(),
        decision.qualificationId(),
        decision.authLevel(),
        decision.signedInAt(),
        boundTo(
            decision.digest(),
            decision.evidenceDigest(),
            decision.policyVersionId(),
            review.checklist()),
        shown.text(decision.noteId()),
        decision.questionId(),
        decision.at(),
        decision.retractedAt(),
        shown.text(decision.retractionNoteId()));
  }

  private People people(
      List<Review> reviews,
      List<ReviewDecision> decided,
      List<Finding> found,
      List<Condition> set) {
    Set<String> subjects = new HashSet<>();
    reviews.forEach(
        review -> {
          subjects.add(review.requestedBy());
          subjects.addAll(review.assigneeSubjects());
          Stream.ofNullable(review.clock())
              .map(ReviewClock::stoppedBy)
              .flatMap(Stream::ofNullable)
              .forEach(subjects::add);
        });
    decided.forEach(decision -> subjects.add(decision.subject()));
    found.stream().flatMap(FindingViews::subjects).forEach(subjects::add);
    for (Condition condition : set) {
      subjects.add(condition.owner());
      String proposer = condition.proposedBy();
      if (proposer != null) {
        subjects.add(proposer);
      }
    }
    return accounts.people(subjects.stream());
  }

  private Texts texts(List<ReviewDecision> decided, List<Finding> found, List<Condition> set) {
    Set<UUID> ids = new HashSet<>();
    for (ReviewDecision decision : decided) {
      ids.add(decision.noteId());
      add(ids, decision.retractionNoteId());
    }
    found.stream().flatMap(FindingViews::notes).forEach(ids::add);
    set.stream().map(Condition::noteId).forEach(ids::add);
    return new Texts(notes.texts(ids));
  }

  private static void add(Set<UUID> ids, @Nullable UUID id) {
    if (id != null) {
      ids.add(id);
    }
  }
}
