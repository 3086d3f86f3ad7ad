package org.assay.review.evidence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/**
 * One record of evidence about a version; what it says never changes, also when another supersedes
 * it or its time is over.
 */
@Entity
@Table(name = "evidence")
public class Evidence {

  @Id private UUID id;

  @Column(name = "version_id", updatable = false)
  private UUID versionId;

  @Column(name = "model_id", updatable = false)
  private UUID modelId;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  @Enumerated(EnumType.STRING)
  private EvidenceKind kind;

  @Column(updatable = false)
  @Enumerated(EnumType.STRING)
  private EvidenceOrigin origin;

  @Column(updatable = false)
  private String digest;

  @Column(name = "data_digest", updatable = false)
  private @Nullable String dataDigest;

  @Column(name = "note_id", updatable = false)
  private UUID noteId;

  @Column(updatable = false)
  private @Nullable UUID supersedes;

  @Column(name = "collected_at", updatable = false)
  private @Nullable Instant collectedAt;

  @Column(name = "valid_until", updatable = false)
  private @Nullable Instant validUntil;

  @Column(name = "expired_at")
  private @Nullable Instant expiredAt;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  /** For Hibernate. */
  protected Evidence() {}

  /**
   * Begins a record about a version.
   *
   * @param id a fresh one, or that which was told already
   * @param noteId where its title stands
   * @param by the {@code sub} of who added it
   */
  static Evidence of(
      UUID id, VersionCopy version, NewEvidence command, UUID noteId, String by, Instant at) {
    Evidence evidence = new Evidence();
    evidence.id = id;
    evidence.versionId = version.id();
    evidence.modelId = version.modelId();
    evidence.projectId = version.projectId();
    evidence.kind = command.content().kind();
    evidence.origin = command.content().origin();
    evidence.digest = command.content().digest();
    evidence.dataDigest =
        command.content() instanceof EvidenceContent.Claimed(String _, Claim claim)
            ? claim.dataDigest()
            : null;
    evidence.noteId = noteId;
    evidence.supersedes = command.supersedes();
    evidence.collectedAt = command.collectedAt();
    evidence.validUntil = command.validUntil();
    evidence.createdBy = by;
    evidence.createdAt = at;
    return evidence;
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the version it is about. */
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

  /** Returns what it is. */
  public EvidenceKind kind() {
    return kind;
  }

  /** Returns who vouches for it. */
  public EvidenceOrigin origin() {
    return origin;
  }

  /** Returns the exact bytes of it. */
  public String digest() {
    return digest;
  }

  /** Returns the data that a claim was computed of, absent where nobody said. */
  public @Nullable String dataDigest() {
    return dataDigest;
  }

  /** Returns where its title stands. */
  public UUID noteId() {
    return noteId;
  }

  /** Returns the record whose place it took. */
  public @Nullable UUID supersedes() {
    return supersedes;
  }

  /** Returns when it was collected, absent where nobody said. */
  public @Nullable Instant collectedAt() {
    return collectedAt;
  }

  /** Returns until when it says something, absent where that has no end. */
  public @Nullable Instant validUntil() {
    return validUntil;
  }

  /** Notes that its time is over, which the database knows without. */
  void expire(Instant at) {
    expiredAt = at;
  }

  /** Returns when the end of its time was told, absent before. */
  public @Nullable Instant expiredAt() {
    return expiredAt;
  }

  /**
   * Returns the number of its last event: it is added, may come to its end, and is superseded at
   * most once.
   */
  long revision(@Nullable UUID successor) {
    return 1L + (expiredAt == null ? 0 : 1) + (successor == null ? 0 : 1);
  }

  /** Returns the {@code sub} of who added it. */
  public String createdBy() {
    return createdBy;
  }

  /** Returns when it was added. */
  public Instant createdAt() {
    return createdAt;
  }
}
