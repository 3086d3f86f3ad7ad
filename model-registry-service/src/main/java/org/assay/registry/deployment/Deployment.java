package org.assay.registry.deployment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.DeploymentChanged;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.name.ModelName;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.event.Cause;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.model.Model;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.version.ModelVersion;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that run in an environment, as somebody reported. Only its end is ever added, under the row
 * locks of its version and of itself; each of the two is one event.
 */
@Entity
@DynamicUpdate
@Table(name = "deployment")
public class Deployment {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(name = "project_key", updatable = false)
  private String projectKey;

  @Column(name = "model_id", updatable = false)
  private UUID modelId;

  @Column(name = "version_id", updatable = false)
  private @Nullable UUID versionId;

  @Column(updatable = false)
  private String digest;

  @Column(updatable = false)
  private String environment;

  @Column(name = "started_at", updatable = false)
  private Instant startedAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "ended_as")
  private @Nullable Mismatch endedAs;

  private long revision;

  @Column(name = "reported_at", updatable = false)
  @CreationTimestamp(source = SourceType.DB)
  private Instant reportedAt;

  @Column(name = "reported_by", updatable = false)
  private String reportedBy;

  @Column(name = "ended_by")
  private @Nullable String endedBy;

  /** For Hibernate. */
  protected Deployment() {}

  /**
   * A deployment that runs, at revision 1.
   *
   * @param version the version that is said to run, null where none is known
   * @param startedAt since when
   * @param reportedBy the subject who reports it
   */
  static Deployment reported(
      Model model,
      @Nullable ModelVersion version,
      ReportDeployment asked,
      Instant startedAt,
      String reportedBy) {
    Deployment deployment = new Deployment();
    deployment.projectId = model.projectId();
    deployment.projectKey = model.fullName().project().value();
    deployment.modelId = model.id();
    deployment.versionId = version == null ? null : version.id();
    deployment.digest = asked.digest();
    deployment.environment = asked.environment();
    deployment.startedAt = startedAt;
    deployment.reportedBy = reportedBy;
    deployment.revision = 1;
    return deployment;
  }

  /** Refuses to end it, or says nothing where {@link #end} would. */
  Optional<Refusal> refusesEnd(Caller caller, Standing standing) {
    return Contribution.refuses(caller, standing)
        .or(
            () ->
                endedAt == null
                    ? Optional.empty()
                    : Optional.of(
                        Refusal.of(
                            RegistryProblem.DEPLOYMENT_ENDED,
                            "The deployment ended at " + endedAt)));
  }

  /**
   * Ends it; the caller has checked {@link #refusesEnd}.
   *
   * @param at when it stopped running
   * @param as what was wrong with it then, null where nothing was
   * @param by the subject who says so
   */
  void end(Instant at, @Nullable Mismatch as, String by) {
    endedAt = at;
    endedAs = as;
    endedBy = by;
    revision++;
  }

  /** Takes another revision, by which the same is told again. */
  void restated() {
    revision++;
  }

  /** Returns the event of its present revision; {@code mismatch} is what is wrong with it now. */
  NewEvent event(ModelName model, @Nullable Mismatch mismatch, Cause cause) {
    return new NewEvent(
        endedAt == null ? EventTypes.DEPLOYMENT_REPORTED : EventTypes.DEPLOYMENT_ENDED,
        "model/%s/deployment/%s".formatted(model, id),
        id,
        revision,
        modelId,
        cause,
        new DeploymentChanged(
            id,
            modelId,
            projectId,
            versionId,
            digest,
            environment,
            startedAt.toString(),
            endedAt == null ? null : endedAt.toString(),
            mismatch == null ? null : mismatch.name()));
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the key of the project that owns its model. */
  ProjectKey project() {
    return new ProjectKey(projectKey);
  }

  /** Returns the model that is said to run. */
  UUID modelId() {
    return modelId;
  }

  /** Returns the version that is said to run, null where none of the model has its digest. */
  @Nullable UUID versionId() {
    return versionId;
  }

  /** Returns the digest of the bytes that run. */
  String digest() {
    return digest;
  }

  /** Returns where they run. */
  String environment() {
    return environment;
  }

  /** Returns since when they run, as reported. */
  Instant startedAt() {
    return startedAt;
  }

  /** Returns until when they ran, null while they run. */
  @Nullable Instant endedAt() {
    return endedAt;
  }

  /** Returns what was wrong with it when it ended, null where nothing was. */
  @Nullable Mismatch endedAs() {
    return endedAs;
  }

  /** Returns the number of its last event. */
  long revision() {
    return revision;
  }

  /** Returns when it was reported, by the database's clock. */
  Instant reportedAt() {
    return reportedAt;
  }

  /** Returns the subject who reported it. */
  String reportedBy() {
    return reportedBy;
  }

  /** Returns the subject who reported its end, null while it runs. */
  @Nullable String endedBy() {
    return endedBy;
  }
}
