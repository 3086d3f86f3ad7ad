package org.assay.review.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.DeploymentChanged;
import org.assay.kit.event.Cause;
import org.assay.review.OwnCause;
import org.assay.review.incident.IncidentOpening;
import org.assay.review.release.ReleasedBytes;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.trigger.FiredTriggers;
import org.assay.review.trigger.FiredTriggers.Fired;
import org.assay.review.trigger.Happened;
import org.assay.review.trigger.TriggerKind;

/**
 * Holds what is reported to run against what is released, in the inbox's transaction: other bytes,
 * or bytes without a release that is valid there, are an incident SEV1. What the registry says of a
 * mismatch is not asked, since releases are decided here.
 */
@ApplicationScoped
class RunningBytes {

  private final VersionCopies versions;
  private final ReleasedBytes released;
  private final FiredTriggers triggers;
  private final IncidentOpening incidents;

  RunningBytes(
      VersionCopies versions,
      ReleasedBytes released,
      FiredTriggers triggers,
      IncidentOpening incidents) {
    this.versions = versions;
    this.released = released;
    this.triggers = triggers;
    this.incidents = incidents;
  }

  /** Takes a report that bytes run; the same report twice changes nothing. */
  void reported(DeploymentChanged running, Cause cause) {
    concerned(running)
        .map(versions::locked)
        .filter(version -> mismatches(running, version))
        .ifPresent(version -> fire(running, version, cause));
  }

  /** The version that was meant; else the one in whose place the bytes run. */
  private Optional<UUID> concerned(DeploymentChanged running) {
    UUID named = running.versionId();
    return named == null
        ? released.expected(running.modelId(), running.environment())
        : Optional.of(named).filter(id -> !versions.find(List.of(id)).isEmpty());
  }

  private boolean mismatches(DeploymentChanged running, VersionCopy version) {
    boolean meant = running.versionId() == null || version.digest().equals(running.digest());
    return !meant
        || !released.released(
            running.modelId(),
            running.digest(),
            running.environment(),
            Instant.parse(running.startedAt()));
  }

  private void fire(DeploymentChanged running, VersionCopy version, Cause cause) {
    Happened happened =
        new Happened(
            running.deploymentId(), "%s in %s".formatted(running.digest(), running.environment()));
    Optional<Fired> fired =
        triggers.fire(TriggerKind.DEPLOYMENT_MISMATCH, version, happened, List.of(), cause);
    fired.ifPresent(
        trigger ->
            trigger
                .trigger()
                .opened(
                    incidents.running(
                        version,
                        "Deployment %s: %s runs, which is not released there; version %d has %s"
                            .formatted(
                                running.deploymentId(),
                                happened.measure(),
                                version.number(),
                                version.digest()),
                        OwnCause.after(cause, trigger.eventId()))));
  }
}
