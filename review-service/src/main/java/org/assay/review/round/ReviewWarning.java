package org.assay.review.round;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** That a share of a review's time was told; each share once, for ever. */
@Entity
@Table(name = "review_warning")
class ReviewWarning {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "review_id", updatable = false)
  private UUID reviewId;

  @Column(updatable = false)
  private int level;

  @Column(name = "due_at", updatable = false)
  private Instant dueAt;

  @Column(name = "given_at", updatable = false)
  private Instant givenAt;

  /** For Hibernate. */
  protected ReviewWarning() {}

  /** Notes that a share is told. */
  static ReviewWarning given(UUID reviewId, ClockLevel level, Instant dueAt, Instant at) {
    ReviewWarning warning = new ReviewWarning();
    warning.reviewId = reviewId;
    warning.level = level.percent();
    warning.dueAt = dueAt;
    warning.givenAt = at;
    return warning;
  }

  /** Returns its id, which its event is of. */
  UUID id() {
    return id;
  }
}
