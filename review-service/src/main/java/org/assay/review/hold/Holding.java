package org.assay.review.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OwnCause;
import org.assay.review.Refusal;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.jspecify.annotations.Nullable;

/**
 * Closes the gate for the bytes of a version, and opens it again; in the caller's transaction.
 *
 * <p>Placing waits for nobody and needs no revision: it has to work while others decide. A release
 * that is decided at the same moment may still be written down, and the gate denies it all the
 * same.
 */
@ApplicationScoped
public class Holding {

  /** How far ahead a hold may end by itself; for longer there is one without an end. */
  static final Duration LONGEST = Duration.ofDays(366);

  private final Access access;
  private final VersionCopies versions;
  private final Holds holds;
  private final Notes notes;
  private final FactsQuery factsQuery;
  private final DatabaseClock clock;

  Holding(
      Access access,
      VersionCopies versions,
      Holds holds,
      Notes notes,
      FactsQuery factsQuery,
      DatabaseClock clock) {
    this.access = access;
    this.versions = versions;
    this.holds = holds;
    this.notes = notes;
    this.factsQuery = factsQuery;
    this.clock = clock;
  }

  /** Places a hold on a version: the gate denies its bytes from the commit on. */
  Hold place(String model, int number, PlaceHold command, Caller caller) {
    Refusal.refuse(new HoldGuard(caller).kind());
    VersionCopy version = access.version(caller, model, number);
    Refusal.refuse(
        new HoldGuard(caller)
            .place(
                factsQuery.known(version.id()).incidents(),
                access.membership(caller.subject(), version.projectId())));
    Instant now = clock.now();
    refuseTime(command.until(), now);
    Note reason = notes.store(command.reason(), caller.subject());
    Hold hold = Hold.placed(version, caller.subject(), reason.id(), now, command.until());
    holds.persist(hold);
    holds.tell(EventTypes.HOLD_PLACED, hold, version, reason, Cause.by(caller));
    return hold;
  }

  /**
   * Places a hold by the rule for an incident: the gate denies its bytes from the commit on.
   *
   * @param by the {@code sub} of who reported the incident, and so does not lift the hold
   * @param why what was reported
   */
  public void placeByRule(VersionCopy version, UUID incident, String by, Note why, Cause cause) {
    Hold hold = Hold.placed(version, by, why.id(), clock.now(), null).becauseOf(incident);
    holds.persist(hold);
    holds.tell(EventTypes.HOLD_PLACED, hold, version, why, cause);
  }

  /** Says whether a hold stands that was placed by the rule for an incident. */
  public boolean stands(VersionCopy version, UUID incident) {
    return holds.stands(version, incident);
  }

  /**
   * Places a hold by the rule for a trigger: the gate denies its bytes from the commit on.
   *
   * @param why what happened
   * @return the hold's id
   */
  public UUID placeByRule(VersionCopy version, Note why, Cause cause) {
    Hold hold = Hold.placed(version, OwnCause.ACTOR, why.id(), clock.now(), null);
    holds.persist(hold);
    holds.tell(EventTypes.HOLD_PLACED, hold, version, why, cause);
    return hold.id();
  }

  /**
   * Lifts a hold.
   *
   * @param ifMatch the hold's revision that the caller saw
   */
  Hold lift(UUID id, String why, @Nullable String ifMatch, Caller caller) {
    readable(id, caller);
    Hold hold = holds.locked(id);
    Instant now = clock.now();
    Refusal.refuse(
        new HoldGuard(caller)
            .lift(
                hold,
                versions.partsOf(hold.versionId(), caller.subject()),
                factsQuery.known(hold.versionId()),
                now));
    IfMatch.require(ifMatch, hold.revision());
    Note reason = notes.store(why, caller.subject());
    hold.lift(caller.subject(), reason.id(), now);
    holds.tell(
        EventTypes.HOLD_LIFTED, hold, versions.known(hold.versionId()), reason, Cause.by(caller));
    return hold;
  }

  /**
   * Returns a hold that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  Hold readable(UUID id, Caller caller) {
    return holds
        .findByIdOptional(id)
        .filter(found -> access.reads(caller, found.projectId()))
        .orElseThrow(() -> Access.unknown("hold", id));
  }

  private static void refuseTime(@Nullable Instant until, Instant now) {
    if (until != null && !(until.isAfter(now) && until.isBefore(now.plus(LONGEST)))) {
      throw ProblemException.invalid(
          "/until",
          "FUTURE",
          "a hold ends by itself after now, which is %s, and within %d days; without until it"
                  .formatted(now, LONGEST.toDays())
              + " stands until somebody lifts it");
    }
  }
}
