package org.assay.review.qualification;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * That somebody may review a kind, or is qualified for a special section. Its time is set when it
 * is granted and never lies before that; an administrator may end it earlier, for good.
 */
@Entity
@Table(name = "qualification")
class Qualification {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(updatable = false)
  private String subject;

  @Enumerated(EnumType.STRING)
  @Column(name = "review_type", updatable = false)
  private QualifiedFor reviewType;

  @Column(updatable = false)
  private @Nullable String unit;

  @Column(name = "valid_from", updatable = false)
  private Instant validFrom;

  @Column(name = "valid_until", updatable = false)
  private Instant validUntil;

  @Column(name = "granted_by", updatable = false)
  private List<String> grantedBy;

  @Column(name = "granted_at", updatable = false)
  private Instant grantedAt;

  @Column(name = "proposal_id", updatable = false)
  private UUID proposalId;

  @Column(name = "note_id", updatable = false)
  private UUID noteId;

  @Column(name = "withdrawn_by")
  private @Nullable String withdrawnBy;

  @Column(name = "withdrawn_at")
  private @Nullable Instant withdrawnAt;

  @Column(name = "withdrawal_note_id")
  private @Nullable UUID withdrawalNoteId;

  private long revision;

  /** For Hibernate. */
  protected Qualification() {}

  /** Grants one; where its time was to begin earlier, it begins now. */
  static Qualification granted(QualificationGrant grant, AgreedGrant agreed, Instant at) {
    Qualification granted = new Qualification();
    granted.subject = grant.subject();
    granted.reviewType = grant.reviewType();
    granted.unit = grant.unit();
    granted.validFrom = grant.from() == null || grant.from().isBefore(at) ? at : grant.from();
    granted.validUntil = grant.until();
    granted.grantedBy = agreed.people();
    granted.grantedAt = at;
    granted.proposalId = agreed.proposalId();
    granted.noteId = agreed.noteId();
    granted.revision = 1;
    return granted;
  }

  /**
   * Ends it for good.
   *
   * @param by the {@code sub} of who ends it
   * @param reason where the reason stands
   */
  void withdraw(String by, UUID reason, Instant at) {
    withdrawnBy = by;
    withdrawalNoteId = reason;
    withdrawnAt = at;
    revision++;
  }

  /** Returns whether it counts, or has to, or did. */
  QualificationState state(Instant now) {
    if (withdrawnAt != null) {
      return QualificationState.WITHDRAWN;
    }
    if (!now.isBefore(validUntil)) {
      return QualificationState.EXPIRED;
    }
    return now.isBefore(validFrom) ? QualificationState.UPCOMING : QualificationState.VALID;
  }

  UUID id() {
    return id;
  }

  String subject() {
    return subject;
  }

  QualifiedFor reviewType() {
    return reviewType;
  }

  @Nullable String unit() {
    return unit;
  }

  Instant validFrom() {
    return validFrom;
  }

  Instant validUntil() {
    return validUntil;
  }

  List<String> grantedBy() {
    return List.copyOf(grantedBy);
  }

  Instant grantedAt() {
    return grantedAt;
  }

  UUID proposalId() {
    return proposalId;
  }

  UUID noteId() {
    return noteId;
  }

  @Nullable String withdrawnBy() {
    return withdrawnBy;
  }

  @Nullable Instant withdrawnAt() {
    return withdrawnAt;
  }

  @Nullable UUID withdrawalNoteId() {
    return withdrawalNoteId;
  }

  long revision() {
    return revision;
  }
}
