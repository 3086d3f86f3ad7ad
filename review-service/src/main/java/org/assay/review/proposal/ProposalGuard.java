package org.assay.review.proposal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.Membership;
import org.assay.review.replica.Part;
import org.assay.review.requirement.Duty;

/**
 * Says who may propose, and who may be the second person. Revoking only closes, so neither needs to
 * be without a part in the version; overriding lets it pass, so both do. Who may lower a tier is
 * judged by what was classified besides, and who may grant a qualification by whose it is to be.
 *
 * <p>What an engineer of the project asks for, two others agree to; the engineer is none of them.
 *
 * @param caller who asks
 * @param parts the caller's parts in the version
 * @param membership whether the caller belongs to the project
 */
record ProposalGuard(Caller caller, Set<Part> parts, Membership membership) {

  ProposalGuard {
    parts = Set.copyOf(parts);
  }

  /** The guard of an act that takes nothing but the role. */
  ProposalGuard(Caller caller) {
    this(caller, Set.of());
  }

  /** The guard of the second person's act, whom belonging to the project gives nothing. */
  ProposalGuard(Caller caller, Set<Part> parts) {
    this(caller, parts, Membership.NONE);
  }

  /** Returns what the caller is for a proposal: a person with the role of a lead or a reviewer. */
  Consent consent(Instant at) {
    return new Consent(isLead(), isReviewer(), isAdmin(), caller.unit(), at);
  }

  /** Returns why the caller may not propose, empty where the caller may. */
  Optional<Refusal> propose(ProposedAct act) {
    return asks(act) ? Optional.empty() : decide(act);
  }

  /** Returns whether the caller proposes and is none of the two. */
  boolean asks(ProposedAct act) {
    return act.takesBoth()
        && membership.contributes()
        && caller.has(Role.ENGINEER)
        && !caller.machine()
        && !isLead()
        && !isReviewer();
  }

  private Optional<Refusal> decide(ProposedAct act) {
    if (act == ProposedAct.GRANT_QUALIFICATION) {
      return isAdmin()
          ? Optional.empty()
          : Optional.of(
              Refusal.of(
                  CommonProblem.FORBIDDEN, "An administrator proposes, and another one approves"));
    }
    if (!isLead() && !isReviewer()) {
      return Optional.of(
          Refusal.of(
              CommonProblem.FORBIDDEN,
              "A lead or a reviewer proposes, and another approves; an engineer of the project may"
                  + " ask for what both of them then agree to"));
    }
    return switch (act) {
      case REVOKE, LOWER_TIER, GRANT_QUALIFICATION -> Optional.empty();
      case OVERRIDE -> Duty.againstOverride(parts, false).map(ProposalGuard::breach);
    };
  }

  /** Returns the refusal that a broken duty is. */
  static Refusal breach(Duty duty) {
    return new Refusal(
        ReviewProblem.SEPARATION_OF_DUTIES, duty.rule(), Map.of("rule", duty.name()));
  }

  /**
   * Returns why the caller may not approve, empty where the caller may.
   *
   * @param firstNow the roles that whoever was for it first holds now
   */
  Optional<Refusal> approve(Proposal proposal, Set<Role> firstNow, Instant now) {
    Optional<Refusal> person =
        decide(proposal.act()).or(() -> twoPeople(proposal, proposal.standing(firstNow)));
    if (person.isPresent()) {
      return person;
    }
    if (proposal.state() != ProposalState.OPEN || !now.isBefore(proposal.expiresAt())) {
      return Optional.of(
          Refusal.of(
              ReviewProblem.PROPOSAL_CLOSED,
              "The proposal is %s and was open until %s"
                  .formatted(proposal.state(), proposal.expiresAt())));
    }
    return Optional.empty();
  }

  private Optional<Refusal> twoPeople(Proposal proposal, Optional<Consent> given) {
    if (caller.is(proposal.proposer()) && given.isEmpty()) {
      return Optional.of(
          Refusal.of(
              ReviewProblem.TWO_PEOPLE_NEEDED, "You asked for it; two others agree to it or not"));
    }
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Consent first = given.get();
    if (caller.is(proposal.proposer())
        || proposal.consents().keySet().stream().anyMatch(caller::is)) {
      return Optional.of(
          new Refusal(
              ReviewProblem.TWO_PEOPLE_NEEDED,
              "You are for it already; the second person is another one",
              Map.of("missing", missing(proposal.act(), first))));
    }
    if (proposal.state() == ProposalState.OPEN && !proposal.act().counts(first)) {
      return Optional.of(
          Refusal.of(
              ReviewProblem.TWO_PEOPLE_NEEDED,
              "Whoever proposed it does not hold the role any more that this takes; propose it"
                  + " anew"));
    }
    boolean adds =
        !proposal.act().takesBoth()
            || (first.asLead() && isReviewer())
            || (first.asReviewer() && isLead());
    return adds || proposal.state() != ProposalState.OPEN
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                ReviewProblem.TWO_PEOPLE_NEEDED,
                "One of the two is a lead and the other a reviewer",
                Map.of("missing", missing(proposal.act(), first))));
  }

  private static String missing(ProposedAct act, Consent first) {
    if (!act.takesBoth()) {
      return act == ProposedAct.GRANT_QUALIFICATION ? "admin" : "lead or reviewer";
    }
    return first.asLead() ? "reviewer" : "lead";
  }

  private boolean isAdmin() {
    return caller.has(Role.ADMIN) && !caller.machine();
  }

  private boolean isLead() {
    return caller.has(Role.LEAD) && !caller.machine();
  }

  private boolean isReviewer() {
    return (caller.has(Role.ETHICS_REVIEWER) || caller.has(Role.PERFORMANCE_REVIEWER))
        && !caller.machine();
  }
}
