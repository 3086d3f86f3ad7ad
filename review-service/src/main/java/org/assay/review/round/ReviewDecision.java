package org.assay.review.round;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** What one person decided on a review, for which bytes, on which evidence and by which policy. */
@Entity
@Table(name = "review_decision")
public class ReviewDecision {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "review_id", updatable = false)
  private UUID reviewId;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private DecisionKind decision;

  @Column(updatable = false)
  private String subject;

  @Column(updatable = false)
  private @Nullable String unit;

  @Column(name = "auth_level", updatable = false)
  private @Nullable String authLevel;

  @Column(name = "signed_in_at", updatable = false)
  private @Nullable Instant signedInAt;

  @Column(updatable = false)
  private String digest;

  @Column(name = "policy_version_id", updatable = false)
  private UUID policyVersionId;

  @Column(name = "evidence_digest", updatable = false)
  private String evidenceDigest;

  @Column(name = "question_id", updatable = false)
  private @Nullable String questionId;

  @Column(name = "conflict_declared", updatable = false)
  private boolean conflictDeclared;

  @Column(name = "note_id", updatable = false)
  private UUID noteId;

  @Column(updatable = false)
  private Instant at;

  @Column(name = "valid_until", updatable = false)
  private @Nullable Instant validUntil;

  @Column(name = "qualification_id", updatable = false)
  private @Nullable UUID qualificationId;

  @Column(name = "retracted_at")
  private @Nullable Instant retractedAt;

  @Column(name = "retraction_note_id")
  private @Nullable UUID retractionNoteId;

  /** For Hibernate. */
  protected ReviewDecision() {}

  /** Notes a decision; the unit is the one the person holds now. */
  static ReviewDecision by(
      Caller caller, Review review, DecisionKind kind, UUID noteId, Instant at) {
    ReviewDecision decision = new ReviewDecision();
    decision.reviewId = review.id();
    decision.decision = kind;
    decision.subject = caller.subject();
    decision.unit = caller.unit();
    decision.authLevel = caller.signIn().level();
    decision.signedInAt = caller.signIn().at();
    decision.digest = review.digest();
    decision.policyVersionId = review.policyVersionId();
    decision.evidenceDigest = review.evidenceDigest();
    decision.conflictDeclared = false;
    decision.noteId = noteId;
    decision.at = at;
    return decision;
  }

  /** Lets an approval that is about to be stored count until an instant only. */
  void endAt(Instant end) {
    validUntil = end;
  }

  /** Notes the qualification that lets it be decided by somebody whose role alone does not. */
  void restOn(@Nullable UUID qualification) {
    qualificationId = qualification;
  }

  /** Lets a rejection that is about to be stored name the question of the checklist it is about. */
  void about(@Nullable String question) {
    questionId = question;
  }

  /** Takes an approval back. */
  void retract(UUID reasonNoteId, Instant now) {
    drop(now);
    retractionNoteId = reasonNoteId;
  }

  /** Ends an approval without anybody's word, because what it rests on does not hold any more. */
  void drop(Instant now) {
    retractedAt = now;
  }

  /** Returns whether it was neither taken back nor given on other evidence than a review's now. */
  boolean standsOn(Review review) {
    return retractedAt == null && evidenceDigest.equals(review.evidenceDigest());
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the review it is about. */
  public UUID reviewId() {
    return reviewId;
  }

  /** Returns what was decided. */
  public DecisionKind decision() {
    return decision;
  }

  /** Returns the {@code sub} of who decided. */
  public String subject() {
    return subject;
  }

  /** Returns the unit the person held then. */
  public @Nullable String unit() {
    return unit;
  }

  /** Returns how the person had signed in ({@code acr}), absent where the token did not tell. */
  public @Nullable String authLevel() {
    return authLevel;
  }

  /** Returns when the person had signed in, absent where the token did not tell. */
  public @Nullable Instant signedInAt() {
    return signedInAt;
  }

  /** Returns the bytes it was decided for. */
  public String digest() {
    return digest;
  }

  /** Returns the policy version it was decided under. */
  public UUID policyVersionId() {
    return policyVersionId;
  }

  /** Returns the evidence set it was decided on. */
  public String evidenceDigest() {
    return evidenceDigest;
  }

  /**
   * Returns the question of the checklist that a rejection is about, absent where it names none.
   */
  public @Nullable String questionId() {
    return questionId;
  }

  /** Returns whether the person declared a conflict of interest. */
  public boolean conflictDeclared() {
    return conflictDeclared;
  }

  /** Returns where the reason stands. */
  public UUID noteId() {
    return noteId;
  }

  /** Returns when it was decided. */
  public Instant at() {
    return at;
  }

  /** Returns until when an approval counts, absent where it has no end. */
  public @Nullable Instant validUntil() {
    return validUntil;
  }

  /** Returns the qualification that it rests on, absent where the role alone lets decide. */
  public @Nullable UUID qualificationId() {
    return qualificationId;
  }

  /** Returns when it was taken back, absent while it stands. */
  public @Nullable Instant retractedAt() {
    return retractedAt;
  }

  /** Returns where the reason for taking it back stands. */
  public @Nullable UUID retractionNoteId() {
    return retractionNoteId;
  }
}
