package org.assay.review.finding;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.assay.review.calendar.WorkingTime;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Something a reviewer found wrong, with the answer to it, its mending and its end. */
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

  @Column(name = "question_id", updatable = false)
  private @Nullable String questionId;

  @Column(name = "due_at", updatable = false)
  private @Nullable Instant dueAt;

  @Column(name = "fixed_in")
  private @Nullable UUID fixedIn;

  @Column(name = "answered_by")
  private @Nullable String answeredBy;

  @Column(name = "fixed_by")
  private @Nullable String fixedBy;

  @Column(name = "closed_by")
  private @Nullable String closedBy;

  @Column(name = "closed_at")
  private @Nullable Instant closedAt;

  @Column(name = "closure_note_id")
  private @Nullable UUID closureNoteId;

  @Column(name = "note_id", updatable = false)
  private UUID noteId;

  @Column(name = "answer_note_id")
  private @Nullable UUID answerNoteId;

  @Column(name = "opened_at", updatable = false)
  private Instant openedAt;

  private long revision;

  /** For Hibernate. */
  protected Finding() {}

  /** Opens a finding, which is due by its severity if its reviewer did not say when. */
  static Finding opened(
      NewFinding raised, UUID versionId, UUID noteId, WorkingTime time, Instant at) {
    Finding finding = new Finding();
    finding.reviewId = raised.reviewId();
    finding.versionId = versionId;
    finding.severity = raised.severity();
    finding.state = FindingState.OPEN;
    finding.owner = raised.owner();
    finding.openedBy = raised.by();
    finding.questionId = raised.questionId();
    Instant due = raised.dueAt();
    finding.dueAt = due == null ? raised.severity().dueAfter(at, time) : due;
    finding.noteId = noteId;
    finding.openedAt = at;
    finding.revision = 1;
    return finding;
  }

  /** Takes an answer; the caller has seen that it is open. */
  void answer(UUID answer, String by) {
    step(FindingState.Act.ANSWER);
    answerNoteId = answer;
    answeredBy = by;
  }

  /** Notes where it is mended; the caller has seen that it may be. */
  void fix(UUID evidence, UUID answer, String by) {
    step(FindingState.Act.FIX);
    fixedIn = evidence;
    answerNoteId = answer;
    fixedBy = by;
  }

  /** Ends it; the caller has seen that it may be. */
  void close(FindingState.Act act, UUID reason, String by, Instant at) {
    step(act);
    closureNoteId = reason;
    closedBy = by;
    closedAt = at;
  }

  private void step(FindingState.Act act) {
    state =
        state
            .after(act)
            .orElseThrow(() -> new IllegalStateException("Finding %s is %s".formatted(id, state)));
    revision++;
  }

  /** Returns whether somebody owns it, answered it or mended it, and so does not end it. */
  public boolean involved(String subject) {
    return subject.equals(owner) || subject.equals(answeredBy) || subject.equals(fixedBy);
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

  /** Returns the question of the checklist that it is about. */
  public @Nullable String questionId() {
    return questionId;
  }

  /** Returns until when it is to be answered. */
  public @Nullable Instant dueAt() {
    return dueAt;
  }

  /** Returns the evidence that shows that it is mended. */
  public @Nullable UUID fixedIn() {
    return fixedIn;
  }

  /** Returns the {@code sub} of who ended it. */
  public @Nullable String closedBy() {
    return closedBy;
  }

  /** Returns when it ended. */
  public @Nullable Instant closedAt() {
    return closedAt;
  }

  /** Returns where the reason for its end stands. */
  public @Nullable UUID closureNoteId() {
    return closureNoteId;
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
