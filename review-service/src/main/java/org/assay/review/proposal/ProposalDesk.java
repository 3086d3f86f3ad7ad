package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OwnCause;
import org.assay.review.ReviewProblem;
import org.assay.review.classification.Lowering;
import org.assay.review.note.Note;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;

/** What the proposals of every act share: who may read one, one at a time, and their end. */
@ApplicationScoped
class ProposalDesk {

  private final Access access;
  private final VersionCopies versions;
  private final Lowering lowering;
  private final Proposals proposals;
  private final ProposerRoles proposerRoles;
  private final DatabaseClock clock;

  ProposalDesk(
      Access access,
      VersionCopies versions,
      Lowering lowering,
      Proposals proposals,
      ProposerRoles proposerRoles,
      DatabaseClock clock) {
    this.access = access;
    this.versions = versions;
    this.lowering = lowering;
    this.proposals = proposals;
    this.proposerRoles = proposerRoles;
    this.clock = clock;
  }

  /**
   * Returns a proposal that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  Proposal readable(UUID id, Caller caller) {
    return proposals
        .findByIdOptional(id)
        .filter(
            found ->
                found
                    .projectId()
                    .map(project -> access.reads(caller, project))
                    .orElseGet(() -> Access.seesAll(caller)))
        .orElseThrow(() -> Access.unknown("proposal", id));
  }

  /**
   * Finds the open proposal of the same act that nobody can approve any more, since its proposer
   * lost the role; asked before anything is locked.
   *
   * @throws ProblemException 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  Optional<UUID> fallen(ProposedAct act, String subject, Caller caller) {
    return proposals
        .open(act, subject)
        .filter(
            open ->
                open.standing(proposerRoles.of(open, caller))
                    .filter(first -> !act.counts(first))
                    .isPresent())
        .map(Proposal::id);
  }

  /**
   * Makes room for a proposal: one whose time is over, or that nobody can approve, is ended. Of two
   * who propose the same at once the second one waits for the first.
   *
   * @param fallen the one that nobody can approve, where there is one
   * @throws ProblemException 409 {@code PROPOSAL_OPEN} if one is open
   */
  void refuseSecond(ProposedAct act, String subject, Optional<UUID> fallen, Instant now) {
    proposals.queue(act, subject);
    Optional<Proposal> open =
        proposals.open(act, subject).map(found -> proposals.locked(found.id()));
    if (open.isEmpty() || open.get().state() != ProposalState.OPEN) {
      return;
    }
    boolean counts = fallen.filter(open.get().id()::equals).isEmpty();
    if (counts && now.isBefore(open.get().expiresAt())) {
      throw ProblemException.of(
              ReviewProblem.PROPOSAL_OPEN,
              "Proposal %s is open until %s".formatted(open.get().id(), open.get().expiresAt()))
          .with("proposal_id", open.get().id())
          .help("Approve that proposal as the second person");
    }
    lapse(open.get());
  }

  /**
   * Opens a proposal, by which who does not only ask is for it: event {@code proposal.opened}.
   *
   * @param about how events name what it is about
   * @param guard of who proposes
   */
  void open(Proposal proposal, String about, Note why, ProposalGuard guard, Instant now) {
    Caller caller = guard.caller();
    if (!guard.asks(proposal.act())) {
      proposal.consent(caller.subject(), guard.consent(now));
    }
    proposals.persist(proposal);
    proposals.tell(EventTypes.PROPOSAL_OPENED, proposal, about, why, Cause.by(caller));
  }

  /**
   * Notes that the caller is for a proposal. Where nobody was before, that is one of the two: event
   * {@code proposal.supported}.
   *
   * @return whether both are
   */
  boolean agree(Proposal proposal, Consent own, Caller caller) {
    boolean second = proposal.first().isPresent();
    proposal.consent(caller.subject(), own);
    if (!second) {
      proposal.support();
      proposals.tell(
          EventTypes.PROPOSAL_SUPPORTED, proposal, about(proposal), null, Cause.by(caller));
      return false;
    }
    if (!proposal.agreed()) {
      throw new IllegalStateException("The guard let a second person pass who adds nothing");
    }
    return true;
  }

  /** Ends a proposal whose time is over: event {@code proposal.lapsed}. */
  void lapse(UUID id) {
    Proposal proposal = proposals.locked(id);
    if (proposal.state() == ProposalState.OPEN && !clock.now().isBefore(proposal.expiresAt())) {
      lapse(proposal);
    }
  }

  private void lapse(Proposal proposal) {
    proposal.lapse();
    proposals.tell(
        EventTypes.PROPOSAL_LAPSED,
        proposal,
        about(proposal),
        null,
        OwnCause.of(proposal.proposer(), null));
  }

  /** How events name what a proposal is about. */
  String about(Proposal proposal) {
    return switch (proposal.act()) {
      case REVOKE, OVERRIDE -> versions.known(proposal.versionId()).subject();
      case LOWER_TIER ->
          lowering.known(proposal.payload(LoweringRequest.class).classificationId()).subject();
      case GRANT_QUALIFICATION -> QualificationGranting.about(proposal);
    };
  }
}
