package org.assay.review.override;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OwnCause;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.Assessments;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.replica.Access;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.round.Passing;
import org.jspecify.annotations.Nullable;

/**
 * Grants overrides and ends them, in the caller's transaction. A round that only an override was
 * missing to passes with it; one that passed by it is lost with its end, unless it was released:
 * then the gate denies and the release stays to be renewed or revoked.
 */
@ApplicationScoped
public class Overriding {

  private final Access access;
  private final VersionCopies versions;
  private final Assessments assessments;
  private final Passing passing;
  private final RequirementOverrides overrides;
  private final Notes notes;
  private final DatabaseClock clock;

  Overriding(
      Access access,
      VersionCopies versions,
      Assessments assessments,
      Passing passing,
      RequirementOverrides overrides,
      Notes notes,
      DatabaseClock clock) {
    this.access = access;
    this.versions = versions;
    this.assessments = assessments;
    this.passing = passing;
    this.overrides = overrides;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * Grants what two people agreed to; the caller holds the round's lock and has judged both.
   *
   * @param by the second of them
   */
  public void grant(
      Assessment round,
      VersionCopy version,
      OverrideRequest request,
      AgreedOverride agreed,
      Caller by) {
    Instant now = clock.now();
    // One whose time is over may not be written down as such yet, and there is one at a time.
    overrides
        .granted(version.id(), request.requirement())
        .map(found -> overrides.locked(found.id()))
        .filter(found -> found.isOverdue(now))
        .ifPresent(found -> expire(found, version, now));
    RequirementOverride granted = RequirementOverride.granted(version, request, agreed, now);
    overrides.persist(granted);
    UUID event = overrides.tell(EventTypes.OVERRIDE_GRANTED, granted, version, null, Cause.by(by));
    passing.passIfMet(round, version, OwnCause.of(by.subject(), event));
  }

  /**
   * Ends an override before its time.
   *
   * @param ifMatch the override's revision that the caller saw
   */
  RequirementOverride withdraw(UUID id, String why, @Nullable String ifMatch, Caller caller) {
    Assessment round = round(readable(id, caller));
    RequirementOverride granted = overrides.locked(id);
    Instant now = clock.now();
    new OverrideGuard(caller)
        .withdraw(granted, now)
        .ifPresent(
            refusal -> {
              throw refusal.exception();
            });
    IfMatch.require(ifMatch, granted.revision());
    Note reason = notes.store(why, caller.subject());
    granted.withdraw(caller.subject(), reason.id(), now);
    VersionCopy version = versions.known(granted.versionId());
    UUID event =
        overrides.tell(EventTypes.OVERRIDE_WITHDRAWN, granted, version, reason, Cause.by(caller));
    passing.loseIfUnmet(round, version, "OVERRIDE_ENDED", OwnCause.of(caller.subject(), event));
    return granted;
  }

  /** Writes down that an override's time is over; nothing where that was done. */
  void expire(UUID id) {
    Assessment round = round(overrides.findById(id));
    RequirementOverride granted = overrides.locked(id);
    Instant now = clock.now();
    if (!granted.isOverdue(now)) {
      return;
    }
    VersionCopy version = versions.known(granted.versionId());
    UUID event = expire(granted, version, now);
    passing.loseIfUnmet(
        round, version, "OVERRIDE_ENDED", OwnCause.of(granted.approvers().getFirst(), event));
  }

  private UUID expire(RequirementOverride granted, VersionCopy version, Instant now) {
    granted.expire(now);
    return overrides.tell(
        EventTypes.OVERRIDE_EXPIRED,
        granted,
        version,
        null,
        OwnCause.of(granted.approvers().getFirst(), null));
  }

  /**
   * Returns an override that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  RequirementOverride readable(UUID id, Caller caller) {
    return overrides
        .findByIdOptional(id)
        .filter(found -> access.reads(caller, found.projectId()))
        .orElseThrow(() -> Access.unknown("override", id));
  }

  /** The version's last round, locked: its standing may change with the override. */
  private Assessment round(RequirementOverride of) {
    return assessments
        .last(of.versionId())
        .map(last -> assessments.locked(last.id()))
        .orElseThrow(() -> new IllegalStateException("No round of override " + of.id()));
  }
}
