package org.assay.review.release;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.review.assessment.Assessment;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** The decision that exact bytes may be deployed to one environment; it stands until revoked. */
@Entity
@Table(name = "release_decision")
public class ReleaseDecision {

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "assessment_id", updatable = false)
  private UUID assessmentId;

  @Column(name = "version_id", updatable = false)
  private UUID versionId;

  @Column(name = "model_id", updatable = false)
  private UUID modelId;

  @Column(updatable = false)
  private int round;

  @Column(updatable = false)
  private String digest;

  @Column(updatable = false)
  private String environment;

  @Column(name = "policy_version_id", updatable = false)
  private UUID policyVersionId;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private Outcome outcome;

  @Column(name = "decided_by", updatable = false)
  private String decidedBy;

  @Column(name = "auth_level", updatable = false)
  private @Nullable String authLevel;

  @Column(name = "signed_in_at", updatable = false)
  private @Nullable Instant signedInAt;

  @Column(name = "decided_at", updatable = false)
  private Instant decidedAt;

  @Column(updatable = false)
  private String requirements;

  @Column(name = "valid_until", updatable = false)
  private @Nullable Instant validUntil;

  @Column(name = "grace_until", updatable = false)
  private @Nullable Instant graceUntil;

  @Column(name = "note_id", updatable = false)
  private @Nullable UUID noteId;

  @Column(updatable = false)
  private @Nullable String unit;

  @Column(name = "renewed_by")
  private @Nullable UUID renewedBy;

  @Column(name = "revocation_id")
  private @Nullable UUID revocationId;

  /** For Hibernate. */
  protected ReleaseDecision() {}

  /**
   * Notes a decision.
   *
   * @param by the lead, whose sign-in is kept with it
   * @param requirements what every requirement said, as JSON
   */
  static ReleaseDecision of(
      Assessment assessment,
      String environment,
      Outcome outcome,
      Caller by,
      Instant at,
      String requirements) {
    ReleaseDecision decision = new ReleaseDecision();
    decision.assessmentId = assessment.id();
    decision.versionId = assessment.versionId();
    decision.modelId = assessment.modelId();
    decision.round = assessment.round();
    decision.digest = assessment.digest();
    decision.policyVersionId = assessment.policyVersionId();
    decision.environment = environment;
    decision.outcome = outcome;
    decision.decidedBy = by.subject();
    decision.authLevel = by.signIn().level();
    decision.signedInAt = by.signIn().at();
    decision.decidedAt = at;
    decision.requirements = requirements;
    return decision;
  }

  /**
   * The same decision, which ends by itself.
   *
   * @param end from when on it allows nothing
   * @param revoked when the version is revoked unless it was renewed
   */
  ReleaseDecision until(Instant end, Instant revoked) {
    validUntil = end;
    graceUntil = revoked;
    return this;
  }

  /** The same decision, of a version whose project a unit answers for. */
  ReleaseDecision answeredFor(@Nullable String answering) {
    unit = answering;
    return this;
  }

  /** The same decision, for a reason that stands in a note. */
  ReleaseDecision because(UUID note) {
    noteId = note;
    return this;
  }

  /** Notes that a later decision for the same environment takes its place. */
  void renew(UUID later) {
    renewedBy = later;
  }

  /** Returns whether a later round's release took its place. */
  boolean isRenewed() {
    return renewedBy != null;
  }

  /** Ends it. */
  void close(UUID revocation) {
    revocationId = revocation;
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the assessment it rests on. */
  public UUID assessmentId() {
    return assessmentId;
  }

  /** Returns the version. */
  public UUID versionId() {
    return versionId;
  }

  /** Returns the version's model. */
  public UUID modelId() {
    return modelId;
  }

  /** Returns the round it rests on. */
  public int round() {
    return round;
  }

  /** Returns the bytes that were released. */
  public String digest() {
    return digest;
  }

  /** Returns where they may be deployed. */
  public String environment() {
    return environment;
  }

  /** Returns the policy version that was applied. */
  public UUID policyVersionId() {
    return policyVersionId;
  }

  /** Returns what it does. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns the {@code sub} of the lead. */
  public String decidedBy() {
    return decidedBy;
  }

  /** Returns how the lead had signed in ({@code acr}), absent where the token did not tell. */
  public @Nullable String authLevel() {
    return authLevel;
  }

  /** Returns when the lead had signed in, absent where the token did not tell. */
  public @Nullable Instant signedInAt() {
    return signedInAt;
  }

  /** Returns when it was decided. */
  public Instant decidedAt() {
    return decidedAt;
  }

  /** Returns where the reason stands, absent where none was given. */
  public @Nullable UUID noteId() {
    return noteId;
  }

  /** Returns what every requirement said at that instant, as JSON. */
  public String requirements() {
    return requirements;
  }

  /** Returns from when on it allows nothing, absent where it has no end. */
  public @Nullable Instant validUntil() {
    return validUntil;
  }

  /** Returns when the version is revoked unless it was renewed, absent where it has no end. */
  public @Nullable Instant graceUntil() {
    return graceUntil;
  }

  /** Returns the revocation that ended it, absent while it stands. */
  public @Nullable UUID revocationId() {
    return revocationId;
  }
}
