package org.assay.registry.run;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.RunChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.event.NewEvent;
import org.assay.registry.experiment.Experiment;
import org.assay.registry.experiment.Stage;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What was tried: a run of an experiment, written to until a version that rests on it is submitted;
 * or what a version was trained with and what was measured on it, an implicit one, never changed
 * once written.
 *
 * <p>Each change of a run of an experiment is one event, whose number is the revision; what it logs
 * stands apart and is not told value by value.
 */
@Entity
@DynamicUpdate
@Table(name = "run")
public class Run {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(name = "model_id", updatable = false)
  private @Nullable UUID modelId;

  @Column(name = "experiment_id", updatable = false)
  private @Nullable UUID experimentId;

  @Column(name = "source_run_id", updatable = false)
  private @Nullable UUID sourceRunId;

  @Column(name = "source_experiment_id", updatable = false)
  private @Nullable UUID sourceExperimentId;

  @Column(updatable = false)
  private boolean implicit;

  @Column(updatable = false)
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, Double> metrics = Map.of();

  @Column(name = "training_data", updatable = false)
  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> trainingData = List.of();

  private @Nullable String name;

  @Enumerated(EnumType.STRING)
  private RunStatus status = RunStatus.FINISHED;

  @Column(name = "user_name", updatable = false)
  private @Nullable String userName;

  @Column(name = "started_at")
  private @Nullable Long startedAt;

  @Column(name = "ended_at")
  private @Nullable Long endedAt;

  private boolean deleted;

  private boolean fixed;

  private long revision;

  @Column(name = "created_at", updatable = false)
  @CreationTimestamp(source = SourceType.DB)
  private Instant createdAt;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  /** For Hibernate. */
  protected Run() {}

  /**
   * The run of a version that was registered without naming one.
   *
   * @param metrics claimed numbers by name, each finite
   * @param trainingData what it was trained on, in the words of who registered it
   */
  public static Run implicit(
      UUID projectId,
      UUID modelId,
      Map<String, Double> metrics,
      List<String> trainingData,
      String createdBy) {
    Run run = new Run();
    run.projectId = projectId;
    run.modelId = modelId;
    run.implicit = true;
    run.metrics = Map.copyOf(metrics);
    run.trainingData = List.copyOf(trainingData);
    run.createdBy = createdBy;
    return run;
  }

  /** A run of an experiment that begins, at revision 1. */
  static Run started(Experiment experiment, RunStart.Asked asked, String createdBy) {
    Run run = new Run();
    run.projectId = experiment.projectId();
    run.experimentId = experiment.id();
    run.name = asked.name();
    run.status = RunStatus.RUNNING;
    run.userName = asked.userName();
    run.startedAt = asked.startedAt();
    run.createdBy = createdBy;
    run.revision = 1;
    return run;
  }

  /** Says that its results are those of a run, as they stand now. */
  Run snapshotOf(Run source) {
    sourceRunId = source.id;
    sourceExperimentId = source.experimentId;
    return this;
  }

  /**
   * Takes over what its client says of it now; says whether anything differs.
   *
   * @param change what is said; what is null stays
   */
  boolean update(RunChange.Asked change) {
    RunStatus newStatus = change.status() == null ? status : change.status();
    Long newEnd = change.endedAt() == null ? endedAt : change.endedAt();
    String newName = change.name() == null ? name : change.name();
    if (newStatus == status && Objects.equals(newEnd, endedAt) && Objects.equals(newName, name)) {
      return false;
    }
    status = newStatus;
    endedAt = newEnd;
    name = newName;
    revision++;
    return true;
  }

  /** Deletes or restores it; says whether that differs. */
  boolean setDeleted(boolean gone) {
    if (deleted == gone) {
      return false;
    }
    deleted = gone;
    revision++;
    return true;
  }

  /**
   * Fixes what a version rests on that was submitted: parameters, metrics, data, tags but {@code
   * mlflow.*}; says whether it was open until now.
   */
  boolean fix() {
    if (fixed) {
      return false;
    }
    fixed = true;
    revision++;
    return true;
  }

  /** Counts an event about it that changes no column of its own. */
  long nextRevision() {
    revision++;
    return revision;
  }

  /** Returns the event that tells of its present revision; its name is free text and stays here. */
  NewEvent event(Cause cause) {
    return event(
        revision == 1 ? EventTypes.RUN_CREATED : EventTypes.RUN_UPDATED,
        cause,
        new RunChanged(
            id,
            experimentId(),
            projectId,
            status.name(),
            (deleted ? Stage.DELETED : Stage.ACTIVE).name(),
            createdBy,
            fixed));
  }

  /** Returns an event about it at its present revision. */
  NewEvent event(String type, Cause cause, Object data) {
    return new NewEvent(type, "run/" + id, id, revision, experimentId(), cause, data);
  }

  /** Returns the run's id. */
  public UUID id() {
    return id;
  }

  /** Returns the project it belongs to. */
  public UUID projectId() {
    return projectId;
  }

  /**
   * Returns the experiment it belongs to.
   *
   * @throws NullPointerException if it is implicit
   */
  public UUID experimentId() {
    return requireNonNull(experimentId, "An implicit run belongs to no experiment");
  }

  /** Says whether it was made with a version. */
  public boolean isImplicit() {
    return implicit;
  }

  /** Returns the run whose results an implicit one holds, null where it holds none's. */
  public @Nullable UUID sourceRunId() {
    return sourceRunId;
  }

  /** Returns the claimed numbers of an implicit run by name. */
  public Map<String, Double> metrics() {
    return metrics;
  }

  /** Returns what an implicit run was trained on. */
  public List<String> trainingData() {
    return trainingData;
  }

  /** Returns its name; several may have the same. */
  public String name() {
    return name == null ? "" : name;
  }

  /** Returns how far it is. */
  public RunStatus status() {
    return status;
  }

  /** Returns who its client says runs it; {@link #createdBy} is who does. */
  public String userName() {
    return userName == null ? "" : userName;
  }

  /** Returns when it began by its client's clock, in milliseconds since 1970. */
  public @Nullable Long startedAt() {
    return startedAt;
  }

  /** Returns when it ended by its client's clock, in milliseconds since 1970. */
  public @Nullable Long endedAt() {
    return endedAt;
  }

  /** Says whether it was deleted itself; it counts as deleted with its experiment, too. */
  public boolean isDeleted() {
    return deleted;
  }

  /** Says whether its results stay as they are, since a version that rests on it was submitted. */
  public boolean isFixed() {
    return fixed;
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }

  /** Returns when it was made, by the database's clock. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Returns the subject who began it. */
  public String createdBy() {
    return createdBy;
  }
}
