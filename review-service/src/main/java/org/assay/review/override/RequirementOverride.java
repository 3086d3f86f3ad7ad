package org.assay.review.override;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.review.replica.VersionCopy;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * That two people let a version pass one requirement which it does not meet. Whether it counts is
 * judged each time anew: by the clock, the bytes, the policy, and what parts the two turn out to
 * have had in the version.
 */
@Entity
@Table(name = "requirement_override")
public class RequirementOverride {

  /** For how long one is granted, at most. */
  public static final Duration LONGEST = Duration.ofDays(90);

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "version_id", updatable = false)
  private UUID versionId;

  @Column(name = "model_id", updatable = false)
  private UUID modelId;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(name = "proposal_id", updatable = false)
  private UUID proposalId;

  @Column(updatable = false)
  private String requirement;

  @Column(updatable = false)
  private String digest;

  @Column(name = "policy_version_id", updatable = false)
  private UUID policyVersionId;

  @Column(updatable = false)
  private List<String> approvers;

  @Column(name = "note_id", updatable = false)
  private UUID noteId;

  @Enumerated(EnumType.STRING)
  private OverrideState state;

  @Column(name = "granted_at", updatable = false)
  private Instant grantedAt;

  @Column(name = "expires_at", updatable = false)
  private Instant expiresAt;

  @Column(name = "withdrawn_by")
  private @Nullable String withdrawnBy;

  @Column(name = "withdrawal_note_id")
  private @Nullable UUID withdrawalNoteId;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  private long revision;

  /** For Hibernate. */
  protected RequirementOverride() {}

  /**
   * Grants an override.
   *
   * @param request what exactly
   * @param agreed who agreed to it, and why
   */
  static RequirementOverride granted(
      VersionCopy version, OverrideRequest request, AgreedOverride agreed, Instant at) {
    RequirementOverride granted = new RequirementOverride();
    granted.versionId = version.id();
    granted.modelId = version.modelId();
    granted.projectId = version.projectId();
    granted.proposalId = agreed.proposalId();
    granted.requirement = request.requirement();
    granted.digest = request.digest();
    granted.policyVersionId = request.policyVersionId();
    granted.approvers = agreed.approvers();
    granted.noteId = agreed.noteId();
    granted.state = OverrideState.GRANTED;
    granted.grantedAt = at;
    granted.expiresAt = request.expiresAt();
    granted.revision = 1;
    return granted;
  }

  /** Notes that its time is over. */
  void expire(Instant at) {
    leave(OverrideState.EXPIRED, at);
  }

  /**
   * Ends it before its time.
   *
   * @param by the {@code sub} of who withdraws it
   */
  void withdraw(String by, UUID reasonNoteId, Instant at) {
    leave(OverrideState.WITHDRAWN, at);
    withdrawnBy = by;
    withdrawalNoteId = reasonNoteId;
  }

  private void leave(OverrideState to, Instant at) {
    if (state != OverrideState.GRANTED) {
      throw new IllegalStateException("Override %s is %s".formatted(id, state));
    }
    state = to;
    endedAt = at;
    revision++;
  }

  /** Returns where it stands at an instant: the clock ends it, whoever writes that down later. */
  OverrideState state(Instant at) {
    boolean over = state == OverrideState.GRANTED && !at.isBefore(expiresAt);
    return over ? OverrideState.EXPIRED : state;
  }

  /** Returns whether the clock ended it and nobody wrote that down yet. */
  boolean isOverdue(Instant at) {
    return state == OverrideState.GRANTED && !at.isBefore(expiresAt);
  }

  /** Returns its id. */
  public UUID id() {
    return id;
  }

  /** Returns the version. */
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

  /** Returns the proposal that two people agreed to. */
  public UUID proposalId() {
    return proposalId;
  }

  /** Returns the requirement's key. */
  public String requirement() {
    return requirement;
  }

  /** Returns the bytes it is for. */
  public String digest() {
    return digest;
  }

  /** Returns the policy version it is under. */
  public UUID policyVersionId() {
    return policyVersionId;
  }

  /** Returns the {@code sub} of each of the two, the proposer first. */
  public List<String> approvers() {
    return List.copyOf(approvers);
  }

  /** Returns where the reason stands. */
  public UUID noteId() {
    return noteId;
  }

  /** Returns where it was written down to stand; {@link #state(Instant)} judges by the clock. */
  public OverrideState state() {
    return state;
  }

  /** Returns when it was granted. */
  public Instant grantedAt() {
    return grantedAt;
  }

  /** Returns when it ends by itself. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** Returns the {@code sub} of who withdrew it, absent where nobody did. */
  public @Nullable String withdrawnBy() {
    return withdrawnBy;
  }

  /** Returns where the reason of the withdrawal stands. */
  public @Nullable UUID withdrawalNoteId() {
    return withdrawalNoteId;
  }

  /** Returns when its end was written down, absent while it was not. */
  public @Nullable Instant endedAt() {
    return endedAt;
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }
}
