package org.assay.review.evidence.plan;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.assay.review.replica.VersionCopy;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.UuidGenerator;

/** A plan that was fixed for a version; it never changes. */
@Entity
@Immutable
@Table(name = "evaluation_plan")
public class DeclaredPlan {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "version_id")
  private UUID versionId;

  @Column(name = "model_id")
  private UUID modelId;

  @Column(name = "project_id")
  private UUID projectId;

  private int number;
  private String digest;
  private String content;

  @Column(name = "created_by")
  private String createdBy;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For Hibernate. */
  protected DeclaredPlan() {}

  static DeclaredPlan of(
      VersionCopy version, int number, EvaluationPlan plan, String by, Instant at) {
    DeclaredPlan declared = new DeclaredPlan();
    declared.versionId = version.id();
    declared.modelId = version.modelId();
    declared.projectId = version.projectId();
    declared.number = number;
    declared.content = plan.content();
    declared.digest = EvaluationPlan.digest(declared.content);
    declared.createdBy = by;
    declared.createdAt = at;
    return declared;
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the version it is for. */
  public UUID versionId() {
    return versionId;
  }

  /** Returns the version's model. */
  public UUID modelId() {
    return modelId;
  }

  /** Returns the project that owns the model. */
  public UUID projectId() {
    return projectId;
  }

  /** Returns its number among the plans of the version, from 1 on. */
  public int number() {
    return number;
  }

  /** Returns the SHA-256 of what it says, as canonical JSON. */
  public String digest() {
    return digest;
  }

  /** Returns what it says. */
  public EvaluationPlan plan() {
    return EvaluationPlan.read(content);
  }

  /** Returns the {@code sub} of who fixed it. */
  public String createdBy() {
    return createdBy;
  }

  /** Returns when it was fixed. */
  public Instant createdAt() {
    return createdAt;
  }
}
