package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Identified;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.qualification.AgreedGrant;
import org.assay.review.qualification.QualificationGrant;
import org.assay.review.qualification.QualificationGuard;
import org.assay.review.qualification.Qualifying;
import org.assay.review.replica.DatabaseClock;
import org.jspecify.annotations.Nullable;

/**
 * Two administrators grant a qualification, to neither of them: one proposes, the other approves.
 */
@ApplicationScoped
class QualificationGranting {

  /** How far ahead a qualification may end. */
  private static final Duration LONGEST = Duration.ofDays(5 * 366);

  private final ProposalDesk desk;
  private final Proposals proposals;
  private final ProposerRoles proposerRoles;
  private final Qualifying qualifying;
  private final Accounts accounts;
  private final Notes notes;
  private final DatabaseClock clock;

  QualificationGranting(
      ProposalDesk desk,
      Proposals proposals,
      ProposerRoles proposerRoles,
      Qualifying qualifying,
      Accounts accounts,
      Notes notes,
      DatabaseClock clock) {
    this.desk = desk;
    this.proposals = proposals;
    this.proposerRoles = proposerRoles;
    this.qualifying = qualifying;
    this.accounts = accounts;
    this.notes = notes;
    this.clock = clock;
  }

  /** Proposes to grant a qualification; the proposer is the first of the two. */
  Proposal propose(ProposeQualification command, Caller caller) {
    Identified whose = accounts.identify(command.subject(), "/subject");
    if (whose.machine()) {
      throw ProblemException.invalid(
          "/subject", "NOT_ALLOWED", "a machine reviews nothing, whatever it is qualified for");
    }
    Refusal.refuse(new QualificationGuard(caller).grant(whose.subject()));
    Instant now = clock.now();
    refuseTimes(command, now);
    QualificationGrant grant =
        new QualificationGrant(
            whose.subject(), command.reviewType(), command.unit(), command.from(), command.until());
    String subject = Proposal.grantSubject(grant);
    Optional<UUID> fallen = desk.fallen(ProposedAct.GRANT_QUALIFICATION, subject, caller);
    desk.refuseSecond(ProposedAct.GRANT_QUALIFICATION, subject, fallen, now);
    Note note = notes.store(command.reason(), caller.subject());
    Proposal proposal = Proposal.qualification(grant, caller.subject(), note.id(), now);
    proposal.consent(caller.subject(), new ProposalGuard(caller).consent(now));
    proposals.persist(proposal);
    proposals.tell(EventTypes.PROPOSAL_OPENED, proposal, about(proposal), note, Cause.by(caller));
    return proposal;
  }

  /**
   * Approves a proposal as the second administrator: the qualification is granted with it.
   *
   * @param ifMatch the proposal's revision that the caller saw
   */
  Proposal approve(UUID id, @Nullable String ifMatch, Caller caller) {
    Proposal readable = desk.readable(id, caller);
    Set<Role> proposerNow = proposerRoles.of(readable, caller);
    Proposal proposal = proposals.locked(id);
    QualificationGrant grant = proposal.payload(QualificationGrant.class);
    ProposalGuard guard = new ProposalGuard(caller);
    Instant now = clock.now();
    Refusal.refuse(
        guard
            .approve(proposal, proposerNow, now)
            .or(() -> new QualificationGuard(caller).grant(grant.subject())));
    IfMatch.require(ifMatch, proposal.revision());
    proposal.consent(caller.subject(), guard.consent(now));
    if (!proposal.agreed()) {
      throw new IllegalStateException("The guard let a second person pass who adds nothing");
    }
    proposal.approve();
    proposals.tell(EventTypes.PROPOSAL_APPROVED, proposal, about(proposal), null, Cause.by(caller));
    qualifying.grant(
        grant,
        new AgreedGrant(
            proposal.id(), List.of(proposal.proposer(), caller.subject()), proposal.noteId()),
        now,
        caller);
    return proposal;
  }

  /** How events name what such a proposal is about. */
  static String about(Proposal proposal) {
    return "proposal/" + proposal.id();
  }

  private static void refuseTimes(ProposeQualification command, Instant now) {
    if (!command.until().isAfter(now) || command.until().isAfter(now.plus(LONGEST))) {
      throw ProblemException.invalid(
          "/until",
          "FUTURE",
          "a qualification ends after now, which is %s, and within %d days"
              .formatted(now, LONGEST.toDays()));
    }
    Instant from = command.from();
    if (from != null && !(from.isAfter(now) && from.isBefore(command.until()))) {
      throw ProblemException.invalid(
          "/from",
          "FUTURE",
          "a qualification begins after now, which is %s, and before it ends".formatted(now));
    }
  }
}
