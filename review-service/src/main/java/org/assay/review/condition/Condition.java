package org.assay.review.condition;

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

/** Something that has to be done by an instant for an approval to go on standing. */
@Entity
@Table(name = "review_condition")
public class Condition {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "review_id", updatable = false)
  private UUID reviewId;

  @Column(name = "decision_id", updatable = false)
  private UUID approvalId;

  @Column(name = "version_id", updatable = false)
  private UUID versionId;

  @Column(updatable = false)
  private String owner;

  @Column(name = "note_id", updatable = false)
  private UUID noteId;

  @Column(name = "due_at")
  private Instant dueAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "if_missed", updatable = false)
  private IfMissed ifMissed;

  @Column(name = "question_id", updatable = false)
  private @Nullable String questionId;

  @Column(updatable = false)
  private @Nullable String expression;

  @Enumerated(EnumType.STRING)
  private ConditionState state;

  @Column(name = "opened_at", updatable = false)
  private Instant openedAt;

  @Column(name = "proposed_due_at")
  private @Nullable Instant proposedDueAt;

  @Column(name = "proposed_by")
  private @Nullable String proposedBy;

  @Column(name = "extended_from")
  private @Nullable Instant extendedFrom;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  private long revision;

  /** For Hibernate. */
  protected Condition() {}

  /** Sets a condition. */
  static Condition opened(NewCondition asked, UUID versionId, UUID noteId, Instant at) {
    Condition condition = new Condition();
    condition.reviewId = asked.reviewId();
    condition.approvalId = asked.approvalId();
    condition.versionId = versionId;
    condition.owner = asked.owner();
    condition.noteId = noteId;
    condition.dueAt = asked.dueAt();
    condition.ifMissed = asked.ifMissed();
    condition.questionId = asked.questionId();
    condition.expression = asked.check();
    condition.state = ConditionState.OPEN;
    condition.openedAt = at;
    condition.revision = 1;
    return condition;
  }

  /** Returns whether it can still be met: neither ended nor due. */
  public boolean isOpen(Instant now) {
    return state == ConditionState.OPEN && now.isBefore(dueAt);
  }

  /** Returns whether its time is over and nobody has noted it yet. */
  public boolean isOverdue(Instant now) {
    return state == ConditionState.OPEN && !now.isBefore(dueAt);
  }

  /** Ends it; the caller has seen that it is open. */
  void end(ConditionState as, Instant at) {
    state = as;
    endedAt = at;
    revision++;
  }

  /** Notes that a lead would have it later; the caller has seen that it was not extended before. */
  void propose(Instant later, String by) {
    proposedDueAt = later;
    proposedBy = by;
    revision++;
  }

  /** Makes what was proposed hold, once; the caller has seen that something is. */
  void extend(Instant later) {
    extendedFrom = dueAt;
    dueAt = later;
    proposedDueAt = null;
    revision++;
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the review that was approved under it. */
  public UUID reviewId() {
    return reviewId;
  }

  /** Returns the approval that set it. */
  public UUID approvalId() {
    return approvalId;
  }

  /** Returns the version it is about. */
  public UUID versionId() {
    return versionId;
  }

  /** Returns the {@code sub} of who has to see to it. */
  public String owner() {
    return owner;
  }

  /** Returns where its text stands. */
  public UUID noteId() {
    return noteId;
  }

  /** Returns until when it has to be met. */
  public Instant dueAt() {
    return dueAt;
  }

  /** Returns what happens to a release if it is not met. */
  public IfMissed ifMissed() {
    return ifMissed;
  }

  /** Returns the question of the checklist that it is about. */
  public @Nullable String questionId() {
    return questionId;
  }

  /** Returns what decides that it is met, in CEL; absent where an assignee confirms that. */
  public @Nullable String check() {
    return expression;
  }

  /** Returns where it stands. */
  public ConditionState state() {
    return state;
  }

  /** Returns when it was set. */
  public Instant openedAt() {
    return openedAt;
  }

  /** Returns the later instant that is proposed, absent where none is. */
  public @Nullable Instant proposedDueAt() {
    return proposedDueAt;
  }

  /** Returns the {@code sub} of the lead who last proposed a later instant. */
  public @Nullable String proposedBy() {
    return proposedBy;
  }

  /** Returns when it was due before it was extended, absent where it was not. */
  public @Nullable Instant extendedFrom() {
    return extendedFrom;
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }
}
