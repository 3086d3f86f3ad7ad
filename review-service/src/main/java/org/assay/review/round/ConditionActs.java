package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.condition.Condition;
import org.assay.review.condition.Conditions;
import org.assay.review.condition.NewCondition;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.policy.Expressions;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.jspecify.annotations.Nullable;

/** What people do about the conditions of an approval, with the round locked. */
@ApplicationScoped
class ConditionActs {

  private final ReviewDesk desk;
  private final Reviews reviews;
  private final Conditions conditions;
  private final ConditionMeeting meeting;
  private final Notes notes;
  private final Accounts accounts;
  private final Access access;
  private final DatabaseClock clock;

  ConditionActs(
      ReviewDesk desk,
      Reviews reviews,
      Conditions conditions,
      ConditionMeeting meeting,
      Notes notes,
      Accounts accounts,
      Access access,
      DatabaseClock clock) {
    this.desk = desk;
    this.reviews = reviews;
    this.conditions = conditions;
    this.meeting = meeting;
    this.notes = notes;
    this.accounts = accounts;
    this.access = access;
    this.clock = clock;
  }

  /** A condition with its review, the round locked. */
  record Opened(Condition condition, ReviewDesk.Case on, Instant now) {

    ConditionGuard guard() {
      return new ConditionGuard(condition, on.guard(), now);
    }
  }

  /** Finds the owners that a decision names, before anything is locked; in the order given. */
  List<String> owners(@Nullable List<SetCondition> asked) {
    List<String> owners = new ArrayList<>();
    if (asked != null) {
      for (int index = 0; index < asked.size(); index++) {
        owners.add(
            accounts.subjectOf(asked.get(index).owner(), "/conditions/%d/owner".formatted(index)));
      }
    }
    return owners;
  }

  /**
   * Refuses conditions that nobody could have to meet.
   *
   * @param owners the {@code sub} of each one's owner
   */
  void check(List<SetCondition> asked, List<String> owners, ReviewDesk.Case on, Instant now) {
    for (int index = 0; index < asked.size(); index++) {
      if (!asked.get(index).dueAt().isAfter(now)) {
        throw ProblemException.invalid(
            "/conditions/%d/due_at".formatted(index), "IN_THE_PAST", "It is due after now");
      }
      if (!access.membership(owners.get(index), on.review().projectId()).contributes()) {
        throw ProblemException.invalid(
            "/conditions/%d/owner".formatted(index),
            "NOT_A_CONTRIBUTOR",
            "A contributor of the project owns a condition");
      }
      refuseCheck(asked.get(index).check(), "/conditions/%d/check".formatted(index));
      if (on.review().checklist() != null) {
        on.guard()
            .asked()
            .refuseUnasked(
                asked.get(index).questionId(), "/conditions/%d/question_id".formatted(index));
      }
    }
  }

  private static void refuseCheck(@Nullable String check, String pointer) {
    if (check != null) {
      Expressions.faultsOfCheck(check).stream()
          .findFirst()
          .ifPresent(
              fault -> {
                throw ProblemException.invalid(pointer, fault.code(), fault.detail());
              });
    }
  }

  /** Sets the conditions of an approval. */
  void set(
      List<SetCondition> asked, List<String> owners, ReviewDecision approval, ReviewDesk.Case on) {
    for (int index = 0; index < asked.size(); index++) {
      SetCondition one = asked.get(index);
      conditions.open(
          new NewCondition(
              on.review().id(),
              approval.id(),
              owners.get(index),
              one.dueAt(),
              one.ifMissed(),
              one.questionId(),
              one.check()),
          on.version(),
          notes.store(one.text(), on.caller().subject()),
          Cause.by(on.caller()));
    }
  }

  /**
   * An assignee confirms that a condition is met.
   *
   * @param ifMatch the condition's revision that the caller saw
   */
  Opened confirm(UUID id, ConfirmCondition command, @Nullable String ifMatch, Caller caller) {
    Opened opened = open(id, caller);
    Refusal.refuse(opened.guard().confirm());
    IfMatch.require(ifMatch, opened.condition().revision());
    Note reason = notes.store(command.reason(), caller.subject());
    meeting.meet(
        opened.condition(), opened.on().review(), opened.on().version(), reason, Cause.by(caller));
    return opened;
  }

  /**
   * A lead proposes a later instant.
   *
   * @param ifMatch the condition's revision that the caller saw
   */
  Opened extend(UUID id, ExtendCondition command, @Nullable String ifMatch, Caller caller) {
    Opened opened = open(id, caller);
    Refusal.refuse(opened.guard().extend());
    if (!command.dueAt().isAfter(opened.condition().dueAt())) {
      throw ProblemException.invalid(
          "/due_at",
          "NOT_LATER",
          "It is due at %s; an extension ends after that".formatted(opened.condition().dueAt()));
    }
    IfMatch.require(ifMatch, opened.condition().revision());
    conditions.propose(
        opened.condition(),
        command.dueAt(),
        opened.on().version(),
        notes.store(command.reason(), caller.subject()),
        Cause.by(caller));
    return opened;
  }

  /**
   * An assignee agrees to what a lead proposed.
   *
   * @param ifMatch the condition's revision that the caller saw
   */
  Opened agree(UUID id, @Nullable String ifMatch, Caller caller) {
    Opened opened = open(id, caller);
    Refusal.refuse(opened.guard().agree());
    IfMatch.require(ifMatch, opened.condition().revision());
    Instant later = opened.condition().proposedDueAt();
    if (later == null) {
      throw new IllegalStateException("The guard let an agreement pass to nothing");
    }
    conditions.extend(opened.condition(), later, opened.on().version(), Cause.by(caller));
    return opened;
  }

  /**
   * Returns a condition that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  Condition readable(UUID id, Caller caller) {
    Condition condition =
        conditions.findByIdOptional(id).orElseThrow(() -> Access.unknown("condition", id));
    if (!access.reads(caller, reviews.findById(condition.reviewId()).projectId())) {
      throw Access.unknown("condition", id);
    }
    return condition;
  }

  private Opened open(UUID id, Caller caller) {
    Condition condition = readable(id, caller);
    ReviewDesk.Case on = desk.open(condition.reviewId(), caller);
    conditions.getEntityManager().refresh(condition);
    return new Opened(condition, on, clock.now());
  }
}
