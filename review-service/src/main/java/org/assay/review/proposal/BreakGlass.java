package org.assay.review.proposal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Caller;
import org.assay.review.Refusal;
import org.assay.review.assessment.Assessment;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.release.Revocations;
import org.assay.review.release.VersionRevision;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.jspecify.annotations.Nullable;

/** One person revokes a version while an incident of it is open; it only closes. */
@ApplicationScoped
class BreakGlass {

  private static final String INCIDENT = "INCIDENT";

  private final Access access;
  private final VersionRevision revisions;
  private final VersionCopies versions;
  private final FactsQuery factsQuery;
  private final Proposals proposals;
  private final Revocations revocations;
  private final Notes notes;
  private final DatabaseClock clock;

  BreakGlass(
      Access access,
      VersionRevision revisions,
      VersionCopies versions,
      FactsQuery factsQuery,
      Proposals proposals,
      Revocations revocations,
      Notes notes,
      DatabaseClock clock) {
    this.access = access;
    this.revisions = revisions;
    this.versions = versions;
    this.factsQuery = factsQuery;
    this.proposals = proposals;
    this.revocations = revocations;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * Revokes a version at once, in the caller's transaction.
   *
   * @param incident an incident of its bytes that is not closed
   * @param ifMatch the registry's revision of the version that the caller saw
   */
  Proposal revoke(
      String model,
      int number,
      UUID incident,
      String reason,
      @Nullable String ifMatch,
      Caller caller) {
    VersionCopy found = access.version(caller, model, number);
    BreakGlassGuard guard =
        BreakGlassGuard.of(found, access.membership(caller.subject(), found.projectId()), caller);
    Refusal.refuse(guard.in(incident, factsQuery.known(found.id()).incidents()));
    VersionRevision.Known known = revisions.known(found, ifMatch, caller);
    VersionCopy version = versions.locked(found.id());
    Assessment round = revocations.requireRevocable(version.id(), known.state());
    // It may have been closed while this waited for the version.
    Refusal.refuse(guard.in(incident, factsQuery.known(version.id()).incidents()));
    known.require(ifMatch);
    Note note = notes.store(reason, caller.subject());
    Proposal alone = Proposal.breakGlass(round, incident, caller.subject(), note.id(), clock.now());
    proposals.persist(alone);
    proposals.tell(EventTypes.PROPOSAL_APPROVED, alone, version.subject(), note, Cause.by(caller));
    revocations.revoke(round, version, INCIDENT, alone.id(), Cause.by(caller));
    return alone;
  }
}
