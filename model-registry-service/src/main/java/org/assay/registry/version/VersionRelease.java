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
