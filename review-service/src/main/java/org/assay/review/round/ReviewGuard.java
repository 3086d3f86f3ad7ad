package org.assay.review.round;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.requirement.Duty;
import org.assay.review.thread.Discussed;
import org.jspecify.annotations.Nullable;

/**
 * Says who may do what to a review now: by realm role, then by the duties of section 6, then by the
 * review's state. Acts and {@code actions[]} ask the same questions here.
 *
 * @param review the review
 * @param standing how the caller stands to it
 * @param asked what its checklist asks of the version
 * @param caller who asks
 */
record ReviewGuard(Review review, Standing standing, AskedQuestions asked, Caller caller) {

  /** Returns all acts on the review and whether the caller may do them now. */
  List<ActionView> actions() {
    return List.of(
        Refusal.action("claim", claim()),
        Refusal.action("assign", assign()),
        Refusal.action("unassign", unassign(caller.subject())),
        Refusal.action("reassign", reassign()),
        Refusal.action("delegate", delegate()),
        Refusal.action("approve", decide(ReviewAct.RECORD_APPROVAL)),
        Refusal.action("request-changes", decide(ReviewAct.REQUEST_CHANGES)),
        Refusal.action("reject", decide(ReviewAct.REJECT)),
        Refusal.action("answer", answer()),
        Refusal.action("raise-finding", raise()),
        Refusal.action("respond", respond()),
        Refusal.action("retract", retract()),
        Refusal.action("comment", comment()));
  }

  /** The caller takes the review and starts at once, or starts what a lead assigned. */
  Optional<Refusal> claim() {
    Optional<Refusal> barred = barred();
    if (barred.isPresent()) {
      return barred;
    }
    if (!review.isAssignee(caller.subject())) {
      return assignedOtherwise().or(this::room);
    }
    // Whoever was assigned beside others declares too, though the review has begun.
    return !review.hasDeclared(caller.subject()) && review.state().isOpen()
        ? Optional.empty()
        : unless(ReviewAct.START);
  }

  /** Says whether the caller reviews it, by whichever account. */
  private boolean sits() {
    return review.assignees().keySet().stream().anyMatch(caller::is);
  }

  private Optional<Refusal> assignedOtherwise() {
    return sits()
        ? Optional.of(
            Refusal.of(
                ReviewProblem.REVIEW_TAKEN, "You review it already, by another account of yours"))
        : Optional.empty();
  }

  /** The caller assigns somebody else. */
  Optional<Refusal> assign() {
    if (!caller.has(Role.LEAD) || caller.machine()) {
      return forbidden("A lead assigns");
    }
    return involved().or(this::room);
  }

  /** Whoever has a part in the version neither chooses nor removes those who judge it. */
  Optional<Refusal> involved() {
    return Duty.againstApproval(standing.parts(), false, false)
        .map(
            duty ->
                new Refusal(
                    ReviewProblem.SEPARATION_OF_DUTIES,
                    "Who has a part in the version neither chooses nor removes its reviewers",
                    Map.of("rule", duty.name())));
  }

  private Optional<Refusal> room() {
    if (!review.allows(ReviewAct.ASSIGN)) {
      return Optional.of(review.refusal(ReviewAct.ASSIGN));
    }
    int needed = review.approvalsRequired();
    return review.assignees().size() < needed
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                ReviewProblem.REVIEW_TAKEN,
                "The review needs %d and has that many; one has to be unassigned first"
                    .formatted(needed)));
  }

  /** Somebody stops reviewing: an assignee by declining, or taken off by a lead. */
  Optional<Refusal> unassign(String subject) {
    boolean own = caller.subject().equals(subject);
    if (!own && !(caller.has(Role.LEAD) && !caller.machine())) {
      return forbidden("An assignee declines, or a lead takes an assignee off");
    }
    Optional<Refusal> involved = own ? Optional.empty() : involved();
    if (involved.isPresent()) {
      return involved;
    }
    return assigned(subject, "That person is no assignee of the review")
        .or(() -> unless(ReviewAct.UNASSIGN_LAST));
  }

  private Optional<Refusal> assigned(String subject, String otherwise) {
    return review.isAssignee(subject)
        ? Optional.empty()
        : Optional.of(Refusal.of(ReviewProblem.NOT_ASSIGNEE, otherwise));
  }

  /** The caller gives it to somebody else in one act, once its time is over. */
  Optional<Refusal> reassign() {
    if (!caller.has(Role.LEAD) || caller.machine()) {
      return forbidden("A lead gives a review to somebody else");
    }
    return involved()
        .or(() -> unless(ReviewAct.UNASSIGN_LAST))
        .or(
            () ->
                review.isBreached()
                    ? Optional.empty()
                    : Optional.of(
                        Refusal.of(
                            ReviewProblem.REVIEW_STATE_REFUSES,
                            "Its time is not over; until then an assignee is taken off, and"
                                + " another one assigned")));
  }

  /** The caller, an assignee who has not approved, hands the review to somebody else. */
  Optional<Refusal> delegate() {
    if (caller.machine() || !(reviews(review, standing, caller.roles()) || caller.has(Role.LEAD))) {
      return forbidden("An assignee who may review hands the review over");
    }
    return involved()
        .or(() -> assigned(caller.subject(), "Only an assignee hands a review over"))
        .or(() -> unless(ReviewAct.UNASSIGN_LAST))
        .or(this::over)
        .or(
            () ->
                standing.approved()
                    ? Optional.of(
                        new Refusal(
                            ReviewProblem.REVIEW_STATE_REFUSES,
                            "Your approval stands, and is nobody else's to take over",
                            Map.of("rule", "APPROVAL_STANDS")))
                    : Optional.empty());
  }

  /**
   * Returns why somebody does not take a review that is handed over, empty where the person does.
   *
   * @param standing how the person stands to it
   * @param roles those that the person holds now
   */
  static Optional<Refusal> taking(
      Review review, Standing standing, Set<Role> roles, boolean machine) {
    boolean reviewer = reviews(review, standing, roles);
    if (!machine && !reviewer && !roles.contains(Role.LEAD)) {
      return Optional.of(
          new Refusal(
              CommonProblem.FORBIDDEN,
              "Whoever takes this review needs one of the roles %s, or to be qualified for it"
                  .formatted(roles(review)),
              Map.of("rule", "REVIEWER_ROLE")));
    }
    return breach(standing, machine, reviewer);
  }

  /**
   * Returns the rule by which an assignee may not review any more, empty where that one may. Whose
   * approval stands keeps the seat without the role, which counted when it was given.
   *
   * @param standing how the assignee stands to it
   * @param roles those that the assignee holds now
   */
  static Optional<String> lost(Review review, Standing standing, Set<Role> roles) {
    boolean reviewer = reviews(review, standing, roles);
    boolean barred = !reviewer && !roles.contains(Role.LEAD) && !standing.approved();
    return Duty.againstApproval(standing.parts(), false, false)
        .map(Duty::name)
        .or(() -> barred ? Optional.of("ROLE_LOST") : Optional.empty())
        .or(
            () ->
                !reviewer && standing.membership().ever() && !standing.approved()
                    ? Optional.of(Duty.OWN_PROJECT.name())
                    : Optional.empty());
  }

  /**
   * Returns whether somebody reviews the kind as a reviewer: by the role that it belongs to, or by
   * another reviewer's role and a qualification.
   */
  private static boolean reviews(Review review, Standing standing, Set<Role> roles) {
    boolean byRole = review.type().reviewers().stream().anyMatch(roles::contains);
    boolean another =
        roles.contains(Role.ETHICS_REVIEWER) || roles.contains(Role.PERFORMANCE_REVIEWER);
    return byRole || (another && standing.qualification() != null);
  }

  /**
   * Returns the qualification that a decision of the caller rests on, absent where the caller's
   * role alone lets the caller decide.
   */
  @Nullable UUID qualification() {
    boolean stands = caller.has(Role.LEAD) && !standing.membership().ever();
    return review.type().isReviewedBy(caller) || stands ? null : standing.qualification();
  }

  private static String roles(Review review) {
    return Stream.concat(
            review.type().reviewers().stream().map(Role::claim), Stream.of(Role.LEAD.claim()))
        .collect(Collectors.joining(", "));
  }

  /**
   * The caller reviews: has the role, no part in the version, is an assignee, and declared to have
   * no conflict of interest.
   */
  Optional<Refusal> assignee() {
    Optional<Refusal> person =
        barred()
            .or(
                () ->
                    assigned(
                        caller.subject(),
                        "Only an assignee decides: claim the review first, or be assigned by a"
                            + " lead"));
    if (person.isPresent()) {
      return person;
    }
    return review.hasDeclared(caller.subject())
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                ReviewProblem.CONFLICT_NOT_DECLARED,
                "A lead assigned you; claim the review to declare that you have no conflict of"
                    + " interest, or decline it"));
  }

  /** The caller raises a finding, while the review is open and begun. */
  Optional<Refusal> raise() {
    return assignee()
        .or(
            () ->
                review.state().takesFindings()
                    ? Optional.empty()
                    : Optional.of(
                        new Refusal(
                            ReviewProblem.REVIEW_STATE_REFUSES,
                            "The review is %s; findings are raised while it is in progress"
                                .formatted(review.state()),
                            Map.of("state", review.state(), "allowed", review.state().acts()))));
  }

  /** The caller answers a question of the checklist, while the review is in progress. */
  Optional<Refusal> answer() {
    return assignee()
        .or(this::askedNothing)
        .or(
            () ->
                review.allows(ReviewAct.RECORD_APPROVAL)
                    ? Optional.empty()
                    : Optional.of(
                        new Refusal(
                            ReviewProblem.REVIEW_STATE_REFUSES,
                            "The review is %s; questions are answered while it is in progress"
                                .formatted(review.state()),
                            Map.of("state", review.state(), "allowed", review.state().acts()))));
  }

  private Optional<Refusal> askedNothing() {
    return review.checklist() == null
        ? Optional.of(
            Refusal.of(CommonProblem.NOT_FOUND, "The policy of this review names no checklist"))
        : Optional.empty();
  }

  /** The caller decides on the review. */
  Optional<Refusal> decide(ReviewAct act) {
    Optional<Refusal> reviewer = assignee();
    if (reviewer.isPresent()) {
      return reviewer;
    }
    Optional<Refusal> state = unless(act).or(this::over);
    return act == ReviewAct.RECORD_APPROVAL
        ? mended().or(this::blocked).or(() -> state).or(this::given)
        : state;
  }

  /** One of several approvals is one person's; that of whoever gave one stands. */
  private Optional<Refusal> given() {
    return standing.lasting()
        ? Optional.of(
            Refusal.of(
                ReviewProblem.REVIEW_STATE_REFUSES,
                "Your approval stands already; somebody else gives the next one"))
        : Optional.empty();
  }

  /** What becomes of a review matters while its round can still pass. */
  private Optional<Refusal> over() {
    return standing.over()
        ? Optional.of(
            Refusal.of(
                ReviewProblem.REVIEW_STATE_REFUSES,
                "Round %d is over; a later one, once submitted, has reviews of its own"
                    .formatted(review.round())))
        : Optional.empty();
  }

  /** Nobody judges a review whose findings were theirs to mend. */
  private Optional<Refusal> mended() {
    return standing.mended()
        ? Optional.of(
            new Refusal(
                ReviewProblem.SEPARATION_OF_DUTIES,
                "Whoever owns a finding of a review, answered it or mended it does not approve it",
                Map.of("rule", "FINDING_OWNER")))
        : Optional.empty();
  }

  private Optional<Refusal> blocked() {
    if (review.allows(ReviewAct.RECORD_APPROVAL) && !asked.blocking().isEmpty()) {
      return Optional.of(
          new Refusal(
              ReviewProblem.CHECKLIST_NOT_MET,
              "A question whose \"no\" blocks is not answered with yes: %s"
                  .formatted(asked.blocking()),
              Map.of("rule", "NO_BLOCKS", "questions", asked.blocking())));
    }
    return review.allows(ReviewAct.RECORD_APPROVAL) && standing.blocked()
        ? Optional.of(
            Refusal.of(
                ReviewProblem.REVIEW_STATE_REFUSES,
                "A BLOCKER or MAJOR finding is not ended: the submitter's side answers or mends it,"
                    + " and a reviewer who did neither accepts that or withdraws the finding"))
        : Optional.empty();
  }

  /** The caller answers the findings of a review. */
  Optional<Refusal> respond() {
    Optional<Refusal> other = submittersSide();
    if (other.isPresent()) {
      return other;
    }
    // Whoever asked for changes may have left; what is open can be answered all the same.
    return review.state().isOpen() && standing.findings()
        ? Optional.empty()
        : unless(ReviewAct.RESUME);
  }

  /** The caller submitted the round, or contributes to the project and does not review. */
  Optional<Refusal> submittersSide() {
    boolean mine = review.requestedBy().equals(caller.subject());
    boolean contributor = standing.membership().contributes() && !sits() && !standing.approved();
    return mine || contributor
        ? Optional.empty()
        : forbidden(
            "The submitter, or a contributor of the project who neither reviews nor approved,"
                + " answers findings");
  }

  /** The caller takes an own approval back. */
  Optional<Refusal> retract() {
    if (!standing.approved()) {
      return forbidden("An approval is taken back by who gave it, and yours does not stand here");
    }
    if (standing.released()) {
      return Optional.of(
          Refusal.of(
              ReviewProblem.REVIEW_STATE_REFUSES,
              "The version is released; an approval can be retracted before that. Propose a"
                  + " revocation instead"));
    }
    if (standing.revoked()) {
      return Optional.of(
          Refusal.of(
              ReviewProblem.REVIEW_STATE_REFUSES,
              "The round is revoked, which an approval given anew must not lift; a new round can"));
    }
    return unless(ReviewAct.RETRACT).or(this::over);
  }

  /** The caller says something about the review. */
  Optional<Refusal> comment() {
    return Discussed.silent(standing.membership(), caller);
  }

  private Optional<Refusal> unless(ReviewAct act) {
    return review.allows(act) ? Optional.empty() : Optional.of(review.refusal(act));
  }

  /** Realm role, then duties: why this person may not review this version at all. */
  private Optional<Refusal> barred() {
    boolean reviewer = reviews(review, standing, caller.roles());
    if (!reviewer && !caller.has(Role.LEAD)) {
      return forbidden(
          "This review needs one of the roles %s, or a reviewer who is qualified for it"
              .formatted(roles(review)));
    }
    return breach(standing, caller.machine(), reviewer);
  }

  /**
   * Returns the refusal that a broken duty is.
   *
   * @param reviewer whether the person is known to hold the role that the review needs
   */
  static Optional<Refusal> breach(Standing standing, boolean machine, boolean reviewer) {
    return Duty.againstApproval(standing.parts(), machine, standing.anotherNeeded())
        .or(
            () ->
                !reviewer && standing.membership().ever()
                    ? Optional.of(Duty.OWN_PROJECT)
                    : Optional.empty())
        .map(ReviewGuard::breach);
  }

  private static Refusal breach(Duty duty) {
    return new Refusal(
        ReviewProblem.SEPARATION_OF_DUTIES, duty.rule(), Map.of("rule", duty.name()));
  }

  private static Optional<Refusal> forbidden(String rule) {
    return Optional.of(Refusal.of(CommonProblem.FORBIDDEN, rule));
  }
}
