package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.assessment.Assessment;
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

/**
 * A lead and a reviewer revoke a version: one proposes, the other approves; or both approve what an
 * engineer of the project proposed.
 */
@ApplicationScoped
class Revoking {

  private final Access access;
  private final VersionRevision revisions;
  private final VersionCopies versions;
  private final Assessments assessments;
  private final ProposalDesk desk;
  private final Proposals proposals;
  private final ProposerRoles proposerRoles;
  private final Revocations revocations;
  private final Notes notes;
  private final DatabaseClock clock;

  Revoking(
      Access access,
      VersionRevision revisions,
      VersionCopies versions,
      Assessments assessments,
      ProposalDesk desk,
      Proposals proposals,
      ProposerRoles proposerRoles,
      Revocations revocations,
      Notes notes,
      DatabaseClock clock) {
    this.access = access;
    this.revisions = revisions;
    this.versions = versions;
    this.assessments = assessments;
    this.desk = desk;
    this.proposals = proposals;
    this.proposerRoles = proposerRoles;
    this.revocations = revocations;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * Proposes to revoke a version; a lead or a reviewer is the first of the two by that.
   *
   * @param ifMatch the registry's revision of the version that the caller saw
   */
  Proposal propose(
      String model, int number, String reason, @Nullable String ifMatch, Caller caller) {
    VersionCopy version = access.version(caller, model, number);
    ProposalGuard guard =
        new ProposalGuard(
            caller, Set.of(), access.membership(caller.subject(), version.projectId()));
    Refusal.refuse(guard.propose(ProposedAct.REVOKE));
    String subject = Proposal.revocationSubject(version.id());
    Optional<UUID> fallen = desk.fallen(ProposedAct.REVOKE, subject, caller);
    VersionRevision.Known known = revisions.known(version, ifMatch, caller);
    Assessment round = revocations.requireRevocable(version.id(), known.state());
    Instant now = clock.now();
    desk.refuseSecond(ProposedAct.REVOKE, subject, fallen, now);
    known.require(ifMatch);
    Note note = notes.store(reason, caller.subject());
    Proposal proposal = Proposal.revocation(round, caller.subject(), note.id(), now);
    desk.open(proposal, version.subject(), note, guard, now);
    return proposal;
  }

  /**
   * Approves a proposal; with the second person it is decided and done, by the version's last round
   * where another was opened since. The first is asked again for the role.
   *
   * @param ifMatch the proposal's revision that the caller saw
   */
  Proposal approve(UUID id, @Nullable String ifMatch, Caller caller) {
    Proposal readable = desk.readable(id, caller);
    Set<Role> proposerNow = proposerRoles.of(readable, caller);
    Assessment round =
        assessments
            .last(readable.versionId())
            .map(last -> assessments.locked(last.id()))
            .orElseThrow(() -> new IllegalStateException("No round of proposal " + id));
    Proposal proposal = proposals.locked(id);
    ProposalGuard guard = new ProposalGuard(caller);
    Instant now = clock.now();
    Refusal.refuse(guard.approve(proposal, proposerNow, now));
    int proposed = Objects.requireNonNull(proposal.round());
    if (assessments.revokedSince(proposal.versionId(), proposed) || !revocations.possible(round)) {
      throw ProblemException.of(
          ReviewProblem.NOT_REVOCABLE,
          "Meanwhile nothing of round %d is approved or released any more".formatted(proposed));
    }
    IfMatch.require(ifMatch, proposal.revision());
    if (!desk.agree(proposal, guard.consent(now), caller)) {
      return proposal;
    }
    VersionCopy version = versions.known(proposal.versionId());
    proposal.approve();
    proposals.tell(
        EventTypes.PROPOSAL_APPROVED, proposal, version.subject(), null, Cause.by(caller));
    revocations.revoke(round, version, "PROPOSAL", proposal.id(), Cause.by(caller));
    return proposal;
  }
}
