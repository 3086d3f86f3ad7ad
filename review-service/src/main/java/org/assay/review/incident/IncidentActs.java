package org.assay.review.incident;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.review.OwnCause;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
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
 * What people do about incidents, in the caller's transaction; the version is locked first, then
 * its round, then the incident.
 */
@ApplicationScoped
class IncidentActs {

  /** How long ago an incident may have been noticed. */
  static final Duration LONGEST_AGO = Duration.ofDays(366);

  /** How many incidents of the same bytes may be open: the gate judges all of them each time. */
  private static final int MOST_OPEN = 100;

  private final Access access;
  private final Accounts accounts;
  private final VersionCopies versions;
  private final Assessments assessments;
  private final Passing passing;
  private final Incidents incidents;
  private final IncidentOpening opening;
  private final IncidentActions actions;
  private final Notes notes;
  private final DatabaseClock clock;

  IncidentActs(
      Access access,
      Accounts accounts,
      VersionCopies versions,
      Assessments assessments,
      Passing passing,
      Incidents incidents,
      IncidentOpening opening,
      IncidentActions actions,
      Notes notes,
      DatabaseClock clock) {
    this.access = access;
    this.accounts = accounts;
    this.versions = versions;
    this.assessments = assessments;
    this.passing = passing;
    this.incidents = incidents;
    this.opening = opening;
    this.actions = actions;
    this.notes = notes;
    this.clock = clock;
  }

  /** Reports an incident of a version; what follows by rule is done with it. */
  Incident report(String model, int number, ReportIncident command, Caller caller) {
    VersionCopy found = access.version(caller, model, number);
    Refusal.refuse(actions.guard(found, caller).report());
    String owner = owner(command.owner(), found);
    VersionCopy version = versions.locked(found.id());
    refuseTime(command.detectedAt(), clock.now());
    if (incidents.countNotClosed(version) >= MOST_OPEN) {
      throw ProblemException.of(
          ReviewProblem.INCIDENT_STATE_REFUSES,
          "The bytes have %d incidents that are not closed, which is the most; close some first"
              .formatted(MOST_OPEN));
    }
    Note report = notes.store(command.text(), caller.subject());
    return opening.open(
        version,
        new NewIncident(
            command.severity(),
            command.source(),
            command.detectedAt(),
            Objects.requireNonNullElse(command.reportableTo(), List.of()),
            owner,
            caller.subject(),
            report.id()),
        report,
        Cause.by(caller));
  }

  /**
   * Somebody says that the gate is closed. Overrides count again from then on, so the round may
   * pass by one.
   *
   * @param ifMatch the incident's revision that the caller saw
   */
  Incident contain(UUID id, String why, @Nullable String ifMatch, Caller caller) {
    VersionCopy version = versions.locked(readable(id, caller).versionId());
    Optional<Assessment> round = assessments.lastLocked(version.id());
    Incident incident = incidents.locked(id);
    Refusal.refuse(
        actions
            .guard(version, caller)
            .contain(incident, incidents.gateClosed(Set.of(id)).contains(id)));
    IfMatch.require(ifMatch, incident.revision());
    Note reason = notes.store(why, caller.subject());
    incident.contain(caller.subject(), reason.id(), clock.now());
    UUID event =
        incidents.tell(EventTypes.INCIDENT_CONTAINED, incident, version, reason, Cause.by(caller));
    round.ifPresent(last -> passing.passIfMet(last, version, OwnCause.of(caller.subject(), event)));
    return incident;
  }

  /**
   * A person other than who reported an incident says that it is over.
   *
   * @param ifMatch the incident's revision that the caller saw
   */
  Incident close(UUID id, String why, @Nullable String ifMatch, Caller caller) {
    VersionCopy version = versions.locked(readable(id, caller).versionId());
    Incident incident = incidents.locked(id);
    Refusal.refuse(actions.guard(version, caller).close(incident));
    IfMatch.require(ifMatch, incident.revision());
    Note reason = notes.store(why, caller.subject());
    incident.close(caller.subject(), reason.id(), clock.now());
    incidents.tell(EventTypes.INCIDENT_CLOSED, incident, version, reason, Cause.by(caller));
    return incident;
  }

  /**
   * Returns an incident that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  Incident readable(UUID id, Caller caller) {
    return incidents
        .findByIdOptional(id)
        .filter(found -> access.reads(caller, found.projectId()))
        .orElseThrow(() -> Access.unknown("incident", id));
  }

  /** May wait for the identity provider, so it is asked before anything is locked. */
  private @Nullable String owner(@Nullable String account, VersionCopy version) {
    if (account == null) {
      return null;
    }
    String owner = accounts.subjectOf(account, "/owner");
    if (!access.membership(owner, version.projectId()).contributes()) {
      throw ProblemException.invalid(
          "/owner", "NOT_A_CONTRIBUTOR", "A contributor of the project owns an incident");
    }
    return owner;
  }

  private static void refuseTime(Instant detectedAt, Instant now) {
    if (detectedAt.isAfter(now) || detectedAt.isBefore(now.minus(LONGEST_AGO))) {
      throw ProblemException.invalid(
          "/detected_at",
          "PAST",
          "an incident was noticed before now, which is %s, and at most %d days ago"
              .formatted(now, LONGEST_AGO.toDays()));
    }
  }
}
