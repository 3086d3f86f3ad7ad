package org.assay.registry.experiment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.ExperimentChanged;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.event.Cause;
import org.assay.kit.event.NewEvent;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An experiment of a project. Its runs count as deleted while it is, so that deleting one costs the
 * same whatever it holds. Each change is one event, whose number is the revision.
 */
@Entity
@DynamicUpdate
@Table(name = "experiment")
public class Experiment {

  /** The name of the experiment that takes the runs for which none is named. */
  public static final String STANDARD_NAME = "Default";

  /** What the address of files that are kept here begins with; the project's key follows. */
  public static final String FILES_HERE = "mlflow-artifacts:/";

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(name = "project_key", updatable = false)
  private String projectKey;

  private String name;

  @Column(updatable = false)
  private boolean standard;

  @Column(name = "artifact_location", updatable = false)
  private @Nullable String artifactLocation;

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
  protected Experiment() {}

  /**
   * A new experiment, at revision 1.
   *
   * @param name 1 to 500 characters, unique in the project, deleted ones included
   * @param artifactLocation where its client wants its files, null for here
   */
  static Experiment founded(
      UUID projectId,
      ProjectKey project,
      String name,
      @Nullable String artifactLocation,
      String createdBy) {
    Experiment experiment = new Experiment();
    experiment.projectId = projectId;
    experiment.projectKey = project.value();
    experiment.name = name;
    experiment.standard = name.equals(STANDARD_NAME);
    experiment.artifactLocation = artifactLocation;
    experiment.createdBy = createdBy;
    experiment.revision = 1;
    return experiment;
  }

  /** Gives it another name; says whether that differs. */
  boolean rename(String newName) {
    if (newName.equals(name)) {
      return false;
    }
    name = newName;
    revision++;
    return true;
  }

  /** Deletes it with its runs; says whether it was there. */
  boolean delete() {
    if (deleted) {
      return false;
    }
    deleted = true;
    revision++;
    return true;
  }

  /** Brings it back with its runs; says whether it was deleted. */
  boolean restore() {
    if (!deleted) {
      return false;
    }
    deleted = false;
    revision++;
    return true;
  }

  /** Counts a change of what stands apart from its row, its tags. */
  void touch() {
    revision++;
  }

  /** Returns the event that tells of its present revision; names are its owner's and stay here. */
  NewEvent event(Cause cause) {
    return new NewEvent(
        revision == 1 ? EventTypes.EXPERIMENT_CREATED : EventTypes.EXPERIMENT_UPDATED,
        "experiment/" + id,
        id,
        revision,
        id,
        cause,
        new ExperimentChanged(id, projectId, stage().name()));
  }

  /** Returns the experiment's id. */
  public UUID id() {
    return id;
  }

  /** Returns the project it belongs to. */
  public UUID projectId() {
    return projectId;
  }

  /** Returns the key of the project it belongs to. */
  public ProjectKey project() {
    return new ProjectKey(projectKey);
  }

  /** Returns its name in the project. */
  public String name() {
    return name;
  }

  /** Says whether it takes the runs for which no experiment is named. */
  public boolean isStandard() {
    return standard;
  }

  /** Returns where its client wants its files, null for here. */
  public @Nullable String artifactLocation() {
    return artifactLocation;
  }

  /** Says whether it was deleted. */
  public boolean isDeleted() {
    return deleted;
  }

  /** Returns whether it is there. */
  public Stage stage() {
    return deleted ? Stage.DELETED : Stage.ACTIVE;
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }

  /** Returns when it was made, by the database's clock. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Returns the subject who made it. */
  public String createdBy() {
    return createdBy;
  }

  /** Returns when it last changed, by the database's clock. */
  public Instant updatedAt() {
    return updatedAt;
  }
}
