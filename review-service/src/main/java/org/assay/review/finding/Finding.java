package org.assay.review.finding;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Something a reviewer found wrong, with the answer to it. */
@Entity
@Table(name = "finding")
public class Finding {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "review_id", updatable = false)
  private UUID reviewId;

  @Column(name = "version_id", updatable = false)
  private UUID versionId;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private Severity severity;

  @Enumerated(EnumType.STRING)
  private FindingState state;

  @Column(updatable = false)
  private String owner;

  @Column(name = "opened_by", updatable = false)
  private String openedBy;

  @Column(name = "note_id", updatable = false)
  private UUID noteId;

  @Column(name = "answer_note_id")
  private @Nullable UUID answerNoteId;

  @Column(name = "opened_at", updatable = false)
  private Instant openedAt;

  private long revision;

  /** For Hibernate. */
  protected Finding() {}

  /** Opens a finding that the submitter has to answer. */
  static Finding opened(
      UUID reviewId, UUID versionId, String owner, String openedBy, UUID noteId, Instant at) {
    Finding finding = new Finding();
    finding.reviewId = reviewId;
    finding.versionId = versionId;
    finding.severity = Severity.MAJOR;
    finding.state = FindingState.OPEN;
    finding.owner = owner;
    finding.openedBy = openedBy;
    finding.noteId = noteId;
    finding.openedAt = at;
    finding.revision = 1;
    return finding;
  }

  /** Takes an answer; the caller has seen that it is open. */
  void answer(UUID answer) {
    if (state != FindingState.OPEN) {
      throw new IllegalStateException("Finding %s is %s".formatted(id, state));
    }
    state = FindingState.ANSWERED;
    answerNoteId = answer;
    revision++;
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the review that raised it. */
  public UUID reviewId() {
    return reviewId;
  }

  /** Returns the version it is about. */
  public UUID versionId() {
    return versionId;
  }

  /** Returns how much it weighs. */
  public Severity severity() {
    return severity;
  }

  /** Returns where it stands. */
  public FindingState state() {
    return state;
  }

  /** Returns the {@code sub} of who has to answer. */
  public String owner() {
    return owner;
  }

  /** Returns the {@code sub} of who opened it. */
  public String openedBy() {
    return openedBy;
  }

  /** Returns where its text stands. */
  public UUID noteId() {
    return noteId;
  }

  /** Returns where its answer stands. */
  public @Nullable UUID answerNoteId() {
    return answerNoteId;
  }

  /** Returns when it was opened. */
  public Instant openedAt() {
    return openedAt;
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }
}
