package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.AssessmentState;
import org.assay.review.assessment.Assessments;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.release.Revocations;
import org.assay.review.release.VersionRevision;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/** A lead and a reviewer revoke a version: one proposes, the other approves. */
@ApplicationScoped
class Revoking {

  private static final String SYSTEM = "system:review-service";

  /** The registry's states that a revocation leads on from; a passed round may be on its way. */
  private static final Set<String> FROM = Set.of("IN_REVIEW", "APPROVED", "RELEASED", "DEPRECATED");

  private final Access access;
  private final VersionRevision revisions;
  private final VersionCopies versions;
  private final Assessments assessments;
  private final Proposals proposals;
  private final Revocations revocations;
  private final Notes notes;
  private final DatabaseClock clock;

  Revoking(
      Access access,
      VersionRevision revisions,
      VersionCopies versions,
      Assessments assessments,
      Proposals proposals,
      Revocations revocations,
      Notes notes,
      DatabaseClock clock) {
    this.access = access;
    this.revisions = revisions;
    this.versions = versions;
    this.assessments = assessments;
    this.proposals = proposals;
    this.revocations = revocations;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * Proposes to revoke a version; the proposer is the first of the two.
   *
   * @param ifMatch the registry's revision of the version that the caller saw
   */
  Proposal propose(
      String model, int number, String reason, @Nullable String ifMatch, Caller caller) {
    VersionCopy version = access.version(caller, model, number);
    ProposalGuard guard = new ProposalGuard(caller);
    refuse(guard.propose());
    VersionRevision.Known known = revisions.known(version, ifMatch, caller);
    Assessment round =
        assessments
            .last(version.id())
            .map(last -> assessments.locked(last.id()))
            .filter(last -> last.state() == AssessmentState.PASSED)
            .filter(_ -> FROM.contains(known.state()))
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ReviewProblem.NOT_REVOCABLE,
                        "The version is %s; only what was approved can be revoked"
                            .formatted(known.state())));
    Instant now = clock.now();
    endLapsed(version, now);
    known.require(ifMatch);
    Note note = notes.store(reason, caller.subject());
    Proposal proposal = Proposal.revocation(round, caller.subject(), note.id(), now);
    proposal.consent(caller.subject(), guard.consent(now));
    proposals.persist(proposal);
    proposals.tell(EventTypes.PROPOSAL_OPENED, proposal, version, note, Cause.by(caller));
    return proposal;
  }

  /**
   * Approves a proposal; with the second person it is decided and done.
   *
   * @param ifMatch the proposal's revision that the caller saw
   */
  Proposal approve(UUID id, @Nullable String ifMatch, Caller caller) {
    Proposal readable = readable(id, caller);
    Assessment round =
        assessments
            .of(readable.versionId(), readable.round())
            .map(found -> assessments.locked(found.id()))
            .orElseThrow(() -> new IllegalStateException("No round of proposal " + id));
    Proposal proposal = proposals.locked(id);
    ProposalGuard guard = new ProposalGuard(caller);
    Instant now = clock.now();
    refuse(guard.approve(proposal, now));
    if (round.state() != AssessmentState.PASSED) {
      throw ProblemException.of(
          ReviewProblem.NOT_REVOCABLE,
          "Round %d is %s meanwhile".formatted(round.round(), round.state()));
    }
    IfMatch.require(ifMatch, proposal.revision());
    proposal.consent(caller.subject(), guard.consent(now));
    if (!proposal.agreed()) {
      throw new IllegalStateException("The guard let a second person pass who adds nothing");
    }
    VersionCopy version = versions.known(proposal.versionId());
    proposal.approve();
    proposals.tell(EventTypes.PROPOSAL_APPROVED, proposal, version, null, Cause.by(caller));
    revocations.revoke(round, version, "PROPOSAL", proposal.id(), Cause.by(caller));
    return proposal;
  }

  /**
   * Returns a proposal that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  Proposal readable(UUID id, Caller caller) {
    return proposals
        .findByIdOptional(id)
        .filter(found -> access.reads(caller, found.projectId()))
        .orElseThrow(
            () ->
                ProblemException.of(
                    CommonProblem.NOT_FOUND,
                    "There is no proposal %s, or you may not know of it".formatted(id)));
  }

  /** Ends a proposal whose time is over: event {@code proposal.lapsed}. */
  void lapse(UUID id) {
    Proposal proposal = proposals.locked(id);
    if (proposal.state() == ProposalState.OPEN && !clock.now().isBefore(proposal.expiresAt())) {
      lapse(proposal, versions.known(proposal.versionId()));
    }
  }

  private void endLapsed(VersionCopy version, Instant now) {
    Optional<Proposal> open =
        proposals.open(version.id(), ProposedAct.REVOKE).map(found -> proposals.locked(found.id()));
    if (open.isEmpty() || open.get().state() != ProposalState.OPEN) {
      return;
    }
    if (now.isBefore(open.get().expiresAt())) {
      throw ProblemException.of(
              ReviewProblem.PROPOSAL_OPEN,
              "Proposal %s is open until %s".formatted(open.get().id(), open.get().expiresAt()))
          .with("proposal_id", open.get().id())
          .help("Approve that proposal as the second person");
    }
    lapse(open.get(), version);
  }

  private void lapse(Proposal proposal, VersionCopy version) {
    proposal.lapse();
    proposals.tell(
        EventTypes.PROPOSAL_LAPSED,
        proposal,
        version,
        null,
        new Cause(SYSTEM, proposal.proposer(), null));
  }

  private static void refuse(Optional<Refusal> refusal) {
    refusal.ifPresent(
        why -> {
          throw why.exception();
        });
  }
}
