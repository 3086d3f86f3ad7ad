package org.assay.registry.version;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.event.ReleaseDecided;
import org.jspecify.annotations.Nullable;

/** Where a version is released, by one decision of review-service. */
@Entity
@Table(name = "version_release")
public class VersionRelease {

  @EmbeddedId private Id id;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private String environment;

  @Column(updatable = false)
  private int round;

  @Column(updatable = false)
  private Instant since;

  @Column(name = "valid_until", updatable = false)
  private @Nullable Instant validUntil;

  private @Nullable Instant until;

  /** For Hibernate. */
  protected VersionRelease() {}

  static VersionRelease of(ModelVersion version, ReleaseDecided decided, Instant at) {
    VersionRelease release = new VersionRelease();
    release.id = new Id(version.id(), decided.decisionId());
    release.projectId = version.projectId();
    release.environment = decided.environment();
    release.round = decided.round();
    release.since = at;
    release.validUntil = decided.validUntil();
    return release;
  }

  /** Ends it. */
  void end(Instant at) {
    until = at;
  }

  /** Says whether it stands. */
  public boolean isStanding() {
    return until == null;
  }

  /**
   * Returns when the approvals that it rests on end, null where the policy sets no end; what runs
   * by it may go on from then until the grace is over.
   */
  @Nullable Instant validUntil() {
    return validUntil;
  }

  /** Says whether it stood at an instant or later. */
  public boolean stoodAfter(Instant at) {
    return until == null || until.isAfter(at);
  }

  /** Returns the version that is released. */
  UUID versionId() {
    return id.versionId();
  }

  /** Returns the decision. */
  UUID decisionId() {
    return id.decisionId();
  }

  /** Returns where it may be deployed. */
  public String environment() {
    return environment;
  }

  /** Returns since when, by review-service's clock. */
  Instant since() {
    return since;
  }

  /** One decision about one version. */
  @Embeddable
  record Id(
      @Column(name = "version_id") UUID versionId, @Column(name = "decision_id") UUID decisionId) {}
}
