package org.assay.review.incident;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.review.OwnCause;
import org.assay.review.classification.Tier;
import org.assay.review.hold.Holding;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.policy.Policies;
import org.assay.review.release.Revocations;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.VersionFacts;

/**
 * Notes an incident and does what follows by rule, in the caller's transaction, who holds the lock
 * of the version: a release that is decided at the same moment comes before it, and is revoked, or
 * sees it, and is refused.
 */
@ApplicationScoped
public class IncidentOpening {

  /** The cause of a revocation by the rule for SEV1. */
  private static final String INCIDENT = "INCIDENT";

  private final Incidents incidents;
  private final Notes notes;
  private final Revocations revocations;
  private final Holding holding;
  private final FactsQuery factsQuery;
  private final Policies policies;
  private final DatabaseClock clock;

  IncidentOpening(
      Incidents incidents,
      Notes notes,
      Revocations revocations,
      Holding holding,
      FactsQuery factsQuery,
      Policies policies,
      DatabaseClock clock) {
    this.incidents = incidents;
    this.notes = notes;
    this.revocations = revocations;
    this.holding = holding;
    this.factsQuery = factsQuery;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * Notes that bytes run which are not released, and what follows from a SEV1; where that is noted
   * and not closed, it stays the one.
   *
   * @param text what runs where
   * @return the incident's id
   */
  public UUID running(VersionCopy version, String text, Cause cause) {
    return byRule(version, IncidentSource.DEPLOYMENT)
        .map(Incident::id)
        .orElseGet(
            () ->
                openByRule(version, IncidentSeverity.SEV1, IncidentSource.DEPLOYMENT, text, cause)
                    .id());
  }

  /**
   * Notes that monitoring shows a claim to fail, and what follows from a SEV2; where that is noted
   * and not closed, it stays the one, and a hold that was lifted is placed anew.
   *
   * @param text what was found
   * @return the incident's id
   */
  public UUID monitored(VersionCopy version, String text, Cause cause) {
    Optional<Incident> known = byRule(version, IncidentSource.MONITORING);
    if (known.isEmpty()) {
      return openByRule(version, IncidentSeverity.SEV2, IncidentSource.MONITORING, text, cause)
          .id();
    }
    Incident incident = known.get();
    if (isHeld(version) && !holding.stands(version, incident.id())) {
      hold(incident, version, notes.store(text, OwnCause.ACTOR), cause);
    }
    return incident.id();
  }

  private Optional<Incident> byRule(VersionCopy version, IncidentSource source) {
    return incidents.notClosed(version).stream()
        .filter(found -> found.source() == source)
        .filter(found -> found.openedBy().equals(OwnCause.ACTOR))
        .findFirst();
  }

  private Incident openByRule(
      VersionCopy version,
      IncidentSeverity severity,
      IncidentSource source,
      String text,
      Cause cause) {
    Note report = notes.store(text, OwnCause.ACTOR);
    return open(
        version,
        new NewIncident(
            severity, source, clock.now(), List.of(), null, OwnCause.ACTOR, report.id()),
        report,
        cause);
  }

  /**
   * Notes what was reported.
   *
   * @param report where its text stands
   */
  Incident open(VersionCopy version, NewIncident reported, Note report, Cause cause) {
    Incident incident = Incident.opened(version, reported, clock.now());
    incidents.persist(incident);
    UUID event = incidents.tell(EventTypes.INCIDENT_OPENED, incident, version, report, cause);
    Cause because = OwnCause.after(cause, event);
    switch (reported.severity()) {
      case SEV1 -> revoke(version, because);
      case SEV2 -> {
        if (isHeld(version)) {
          hold(incident, version, report, because);
        }
      }
      case SEV3 -> {}
    }
    return incident;
  }

  /** The revocation contains it, as it does every incident of the bytes. */
  private void revoke(VersionCopy version, Cause because) {
    revocations
        .revocable(version.id(), version.state())
        .ifPresent(round -> revocations.revoke(round, version, INCIDENT, null, because));
  }

  /** What asks for a tier and has none yet may be of the highest. */
  private boolean isHeld(VersionCopy version) {
    VersionFacts known = factsQuery.known(version.id());
    boolean told = known.tier() != null && known.unclassified().isEmpty();
    return known.tier() == Tier.HIGH
        || (!told && policies.inForce(version.projectId()).policy().asksForTier());
  }

  private void hold(Incident incident, VersionCopy version, Note report, Cause because) {
    holding.placeByRule(version, incident.id(), incident.openedBy(), report, because);
    if (incident.state() == IncidentState.OPEN) {
      incident.containByRule(clock.now());
      incidents.tell(EventTypes.INCIDENT_CONTAINED, incident, version, null, because);
    }
  }
}
