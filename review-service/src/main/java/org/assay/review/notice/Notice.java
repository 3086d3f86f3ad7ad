package org.assay.review.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That it was said that something ends soon; {@link Notices} writes it. */
@Entity
@Table(name = "notice")
class Notice {

  @Id private UUID id;

  @Enumerated(EnumType.STRING)
  private Ending what;

  @Column(name = "thing_id")
  private UUID thingId;

  @Column(name = "version_id")
  private @Nullable UUID versionId;

  @Column(name = "model_id")
  private UUID modelId;

  @Column(name = "project_id")
  private UUID projectId;

  @Column(name = "due_at")
  private Instant dueAt;

  private int days;

  @Column(name = "given_at")
  private Instant givenAt;

  /** For Hibernate. */
  protected Notice() {}

  /** Returns its id. */
  UUID id() {
    return id;
  }

  /** Returns what ends. */
  Ending what() {
    return what;
  }

  /** Returns the id of what ends. */
  UUID thingId() {
    return thingId;
  }

  /** Returns the version that it is about, absent of a classification. */
  @Nullable UUID versionId() {
    return versionId;
  }

  /** Returns the model that it is about. */
  UUID modelId() {
    return modelId;
  }

  /** Returns the project that owns the model. */
  UUID projectId() {
    return projectId;
  }

  /** Returns when it ends. */
  Instant dueAt() {
    return dueAt;
  }

  /** Returns how many days before that it was said. */
  int days() {
    return days;
  }

  /** Returns when it was said. */
  Instant givenAt() {
    return givenAt;
  }
}
