package org.assay.review.publication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;

/**
 * Says what a caller may do with a document: reviewers, leads and administrators draft, a lead and
 * an administrator publish and retire. No machine does either.
 *
 * @param caller who asks
 */
record PolicyGuard(Caller caller) {

  /** Returns why the caller may not draft, empty where the caller may. */
  Optional<Refusal> draft() {
    boolean drafts = isReviewer() || isLead() || isAdmin();
    return drafts
        ? Optional.empty()
        : Optional.of(
            Refusal.of(CommonProblem.FORBIDDEN, "A reviewer, a lead or an administrator drafts"));
  }

  /** Returns why a draft cannot be changed, tried or removed, empty where it can. */
  Optional<Refusal> change(Document document) {
    return draft().or(() -> state(document, PolicyState.DRAFT));
  }

  /**
   * Returns why a draft cannot be tried, empty where it can.
   *
   * @param running whether what it says now is being tried
   */
  Optional<Refusal> tryOut(Document document, boolean running) {
    return change(document)
        .or(
            () ->
                running
                    ? Optional.of(
                        Refusal.of(
                            ReviewProblem.DRY_RUN_RUNNING,
                            "What the draft says now is being tried; wait until that is DONE"))
                    : Optional.empty());
  }

  /**
   * Returns why the caller may not be one of the two, empty where the caller may.
   *
   * @param standing the words that count
   */
  Optional<Refusal> consent(
      PolicyActKind act, Document document, List<PolicyConsent> standing, boolean tried) {
    if (!isLead() && !isAdmin()) {
      return Optional.of(
          Refusal.of(CommonProblem.FORBIDDEN, "A lead and an administrator publish and retire"));
    }
    Optional<Refusal> state =
        switch (act) {
          case PUBLISH -> state(document, PolicyState.DRAFT).or(() -> dryRun(tried));
          case RETIRE -> state(document, PolicyState.PUBLISHED);
        };
    return state.or(() -> adds(standing));
  }

  private static Optional<Refusal> dryRun(boolean tried) {
    return tried
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                ReviewProblem.DRY_RUN_MISSING,
                "What the draft says now was not tried to the end within the last 24 hours; start a"
                    + " dry run and wait until it is DONE"));
  }

  /**
   * Somebody who is for it already says so again where that makes the two: another word may have
   * come while this one did not count.
   */
  private Optional<Refusal> adds(List<PolicyConsent> standing) {
    if (standing.isEmpty() || completes(standing)) {
      return Optional.empty();
    }
    boolean already = standing.stream().anyMatch(one -> caller.is(one.subject()));
    return Optional.of(
        Refusal.of(
            ReviewProblem.LEAD_AND_ADMIN_NEEDED,
            already
                ? "You are for it already; the second person is another one"
                : "One of the two is a lead and the other an administrator"));
  }

  /**
   * Returns whether the caller's word makes the two.
   *
   * @param standing the words that count
   */
  boolean completes(List<PolicyConsent> standing) {
    return standing.stream()
        .filter(one -> !caller.is(one.subject()))
        .anyMatch(other -> (other.asLead() && isAdmin()) || (other.asAdmin() && isLead()));
  }

  private static Optional<Refusal> state(Document document, PolicyState needed) {
    return document.state() == needed
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                refusing(document.kind()),
                "The %s is %s; this applies to what is %s"
                    .formatted(document.kind().word(), document.state(), needed)));
  }

  /** Returns the problem that the state of a document is. */
  static ReviewProblem refusing(DocumentKind kind) {
    return switch (kind) {
      case POLICY -> ReviewProblem.POLICY_STATE_REFUSES;
      case QUESTIONNAIRE, CHECKLISTS -> ReviewProblem.QUESTIONS_STATE_REFUSES;
    };
  }

  /** Returns the caller's word. */
  PolicyConsent consent(String digest, Instant at, UUID noteId) {
    return new PolicyConsent(caller.subject(), digest, isLead(), isAdmin(), at, noteId);
  }

  /**
   * How far a draft is tried.
   *
   * @param done whether a dry run of what it says now came to its end lately
   * @param running whether one is under way
   */
  record Tried(boolean done, boolean running) {}

  /** Returns what the caller may do with a document now; questions are not retired. */
  List<ActionView> actions(
      Document document, List<PolicyConsent> publish, List<PolicyConsent> retire, Tried tried) {
    List<ActionView> actions =
        new ArrayList<>(
            List.of(
                Refusal.action("revise", change(document)),
                Refusal.action("try", tryOut(document, tried.running())),
                Refusal.action("delete", change(document)),
                Refusal.action(
                    "publish", consent(PolicyActKind.PUBLISH, document, publish, tried.done()))));
    if (document.kind() == DocumentKind.POLICY) {
      actions.add(
          Refusal.action("retire", consent(PolicyActKind.RETIRE, document, retire, tried.done())));
    }
    return actions;
  }

  private boolean isLead() {
    return caller.has(Role.LEAD) && !caller.machine();
  }

  private boolean isAdmin() {
    return caller.has(Role.ADMIN) && !caller.machine();
  }

  private boolean isReviewer() {
    return (caller.has(Role.ETHICS_REVIEWER) || caller.has(Role.PERFORMANCE_REVIEWER))
        && !caller.machine();
  }
}
