package org.assay.review.incident;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.assay.contracts.event.EventTypes;
import org.assay.review.release.VersionRevoked;
import org.assay.review.replica.DatabaseClock;

/** A revocation closes the gate, and so contains every incident of its bytes. */
@ApplicationScoped
class IncidentFollowing {

  private final Incidents incidents;
  private final DatabaseClock clock;

  IncidentFollowing(Incidents incidents, DatabaseClock clock) {
    this.incidents = incidents;
    this.clock = clock;
  }

  void follow(@Observes VersionRevoked revoked) {
    for (Incident found : incidents.notClosed(revoked.version())) {
      Incident incident = incidents.locked(found.id());
      incident.revokedBy(revoked.revocationId());
      if (incident.state() == IncidentState.OPEN) {
        incident.containByRule(clock.now());
        incidents.tell(
            EventTypes.INCIDENT_CONTAINED, incident, revoked.version(), null, revoked.cause());
      }
    }
  }
}
