package org.assay.review.hold;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.assay.review.replica.VersionCopy;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** That the bytes of a version are neither released nor deployed, until it is lifted or over. */
@Entity
@Table(name = "hold")
public class Hold {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "version_id", updatable = false)
  private UUID versionId;

  @Column(name = "model_id", updatable = false)
  private UUID modelId;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private String digest;

  @Column(name = "placed_by", updatable = false)
  private String placedBy;

  @Column(name = "incident_id", updatable = false)
  private @Nullable UUID incidentId;

  @Column(name = "note_id", updatable = false)
  private UUID noteId;

  @Column(name = "placed_at", updatable = false)
  private Instant placedAt;

  @Column(updatable = false)
  private @Nullable Instant until;

  @Column(name = "lifted_by")
  private @Nullable String liftedBy;

  @Column(name = "lift_note_id")
  private @Nullable UUID liftNoteId;

  @Column(name = "lifted_at")
  private @Nullable Instant liftedAt;

  private long revision;

  /** For Hibernate. */
  protected Hold() {}

  /**
   * Places a hold.
   *
   * @param by the {@code sub} of who places it
   * @param until when it ends by itself, absent where only lifting ends it
   */
  static Hold placed(
      VersionCopy version, String by, UUID noteId, Instant at, @Nullable Instant until) {
    Hold hold = new Hold();
    hold.versionId = version.id();
    hold.modelId = version.modelId();
    hold.projectId = version.projectId();
    hold.digest = version.digest();
    hold.placedBy = by;
    hold.noteId = noteId;
    hold.placedAt = at;
    hold.until = until;
    hold.revision = 1;
    return hold;
  }

  /**
   * The same, by the rule for an incident.
   *
   * @param incident the incident
   */
  Hold becauseOf(UUID incident) {
    incidentId = incident;
    return this;
  }

  /**
   * Ends it.
   *
   * @param by the {@code sub} of who lifts it
   */
  void lift(String by, UUID reasonNoteId, Instant at) {
    if (state(at) != HoldState.STANDING) {
      throw new IllegalStateException("Hold %s is %s".formatted(id, state(at)));
    }
    liftedBy = by;
    liftNoteId = reasonNoteId;
    liftedAt = at;
    revision++;
  }

  /** Returns where it stands at an instant; nothing has to mark that its time ended. */
  HoldState state(Instant at) {
    if (liftedAt != null) {
      return HoldState.LIFTED;
    }
    return until == null || at.isBefore(until) ? HoldState.STANDING : HoldState.OVER;
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the version it was placed on. */
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

  /** Returns the bytes it closes. */
  public String digest() {
    return digest;
  }

  /** Returns the {@code sub} of who placed it. */
  public String placedBy() {
    return placedBy;
  }

  /** Returns the incident by whose rule it was placed, absent where a person placed it. */
  public @Nullable UUID incidentId() {
    return incidentId;
  }

  /** Returns where the reason stands. */
  public UUID noteId() {
    return noteId;
  }

  /** Returns when it was placed. */
  public Instant placedAt() {
    return placedAt;
  }

  /** Returns when it ends by itself, absent where only lifting ends it. */
  public @Nullable Instant until() {
    return until;
  }

  /** Returns the {@code sub} of who lifted it, absent where nobody did. */
  public @Nullable String liftedBy() {
    return liftedBy;
  }

  /** Returns where the reason for lifting it stands. */
  public @Nullable UUID liftNoteId() {
    return liftNoteId;
  }

  /** Returns when it was lifted. */
  public @Nullable Instant liftedAt() {
    return liftedAt;
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }
}
