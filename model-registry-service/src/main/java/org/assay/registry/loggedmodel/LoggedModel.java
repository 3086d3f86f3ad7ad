package org.assay.registry.loggedmodel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.LoggedModelChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.event.NewEvent;
import org.assay.registry.experiment.Experiment;
import org.assay.registry.experiment.Stage;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A model that a run has written. Each change is one event, whose number is the revision; its
 * parameters, tags and metrics stand apart.
 */
@Entity
@DynamicUpdate
@Table(name = "logged_model")
public class LoggedModel {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(name = "experiment_id", updatable = false)
  private UUID experimentId;

  @Column(name = "source_run_id", updatable = false)
  private @Nullable UUID sourceRunId;

  @Column(updatable = false)
  private String name;

  @Column(name = "model_type", updatable = false)
  private @Nullable String modelType;

  @Enumerated(EnumType.STRING)
  private LoggedModelStatus status;

  private boolean deleted;

  private long revision;

  @Column(name = "created_at", updatable = false)
  @CreationTimestamp(source = SourceType.DB)
  private Instant createdAt;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  @Column(name = "updated_at")
  @UpdateTimestamp(source = SourceType.DB)
  private Instant updatedAt;

  /** For Hibernate. */
  protected LoggedModel() {}

  /** A logged model whose files are still to come, at revision 1. */
  static LoggedModel begun(Experiment experiment, ModelLogging.Asked asked, String createdBy) {
    LoggedModel model = new LoggedModel();
    model.projectId = experiment.projectId();
    model.experimentId = experiment.id();
    model.sourceRunId = asked.sourceRunId();
    model.name = asked.name();
    model.modelType = asked.modelType();
    model.status = LoggedModelStatus.PENDING;
    model.createdBy = createdBy;
    model.revision = 1;
    return model;
  }

  /** Says how its upload ended; says whether that differs. */
  boolean finish(LoggedModelStatus end) {
    if (status == end) {
      return false;
    }
    status = end;
    revision++;
    return true;
  }

  /** Deletes it; says whether it was there. */
  boolean delete() {
    if (deleted) {
      return false;
    }
    deleted = true;
    revision++;
    return true;
  }

  /** Returns the event that tells of its present revision; names are free text and stay here. */
  NewEvent event(Cause cause) {
    return new NewEvent(
        revision == 1 ? EventTypes.LOGGED_MODEL_CREATED : EventTypes.LOGGED_MODEL_UPDATED,
        "logged-model/" + id,
        id,
        revision,
        experimentId,
        cause,
        new LoggedModelChanged(
            id,
            experimentId,
            projectId,
            sourceRunId,
            status.name(),
            (deleted ? Stage.DELETED : Stage.ACTIVE).name()));
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the project it belongs to. */
  public UUID projectId() {
    return projectId;
  }

  /** Returns the experiment it belongs to. */
  public UUID experimentId() {
    return experimentId;
  }

  /** Returns the run that wrote it, null where none did. */
  public @Nullable UUID sourceRunId() {
    return sourceRunId;
  }

  /** Returns its name; several may have the same. */
  public String name() {
    return name;
  }

  /** Returns what kind of model its client says it is. */
  public String modelType() {
    return modelType == null ? "" : modelType;
  }

  /** Returns how far its upload is. */
  public LoggedModelStatus status() {
    return status;
  }

  /** Says whether it was deleted. */
  public boolean isDeleted() {
    return deleted;
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }

  /** Returns when it was begun, by the database's clock. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Returns the subject who began it. */
  public String createdBy() {
    return createdBy;
  }

  /** Returns when it last changed, by the database's clock. */
  public Instant updatedAt() {
    return updatedAt;
  }
}
