package org.assay.registry.run;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;

/** What a version was trained with and what was measured on it; never changed once written. */
@Entity
@Table(name = "run")
public class Run {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(name = "model_id", updatable = false)
  private UUID modelId;

  @Column(updatable = false)
  private boolean implicit;

  @Column(updatable = false)
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, Double> metrics;

  @Column(name = "training_data", updatable = false)
  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> trainingData;

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

  /** Returns the run's id. */
  public UUID id() {
    return id;
  }

  /** Says whether it was made with a version that named no run. */
  public boolean isImplicit() {
    return implicit;
  }

  /** Returns the claimed numbers by name. */
  public Map<String, Double> metrics() {
    return metrics;
  }

  /** Returns what it was trained on. */
  public List<String> trainingData() {
    return trainingData;
  }
}
