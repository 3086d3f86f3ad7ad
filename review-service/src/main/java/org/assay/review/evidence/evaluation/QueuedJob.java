package org.assay.review.evidence.evaluation;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/**
 * What is made of files of a version by a worker, outside of any request. It is asked for once and
 * comes to one end; who makes it is settled by {@link Leases}.
 */
@MappedSuperclass
public abstract class QueuedJob {

  @Column(name = "version_id", updatable = false)
  private UUID versionId;

  @Column(name = "model_id", updatable = false)
  private UUID modelId;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private String title;

  @Column(updatable = false)
  private @Nullable UUID supersedes;

  @Enumerated(EnumType.STRING)
  private EvaluationState state;

  private int progress;
  private int attempts;

  @Column private @Nullable UUID worker;

  @Column(name = "lease_until")
  private @Nullable Instant leaseUntil;

  @Column(name = "cancel_asked")
  private boolean cancelAsked;

  private @Nullable String failure;

  @Column(name = "failure_detail")
  private @Nullable String failureDetail;

  @Column(name = "requested_by", updatable = false)
  private String requestedBy;

  @Column(name = "requested_at", updatable = false)
  private Instant requestedAt;

  @Column(name = "started_at")
  private @Nullable Instant startedAt;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  /** For Hibernate. */
  protected QueuedJob() {}

  /**
   * One that waits.
   *
   * @param title what people call it
   * @param supersedes the record whose place it takes once it is done
   * @param by the {@code sub} of who asks for it
   */
  protected QueuedJob(
      VersionCopy version, String title, @Nullable UUID supersedes, String by, Instant at) {
    this.versionId = version.id();
    this.modelId = version.modelId();
    this.projectId = version.projectId();
    this.title = title;
    this.supersedes = supersedes;
    this.state = EvaluationState.QUEUED;
    this.requestedBy = by;
    this.requestedAt = at;
  }

  /** Notes that it became what was asked for. */
  protected void done(Instant at) {
    progress = 100;
    end(EvaluationState.DONE, at);
  }

  /**
   * Ends it without a result.
   *
   * @param why a code
   */
  public void fail(String why, String detail, Instant at) {
    failure = why;
    failureDetail = detail;
    end(EvaluationState.FAILED, at);
  }

  /** Ends it at once. */
  public void cancel(Instant at) {
    end(EvaluationState.CANCELLED, at);
  }

  /** Asks whoever makes it to end. */
  public void askToCancel() {
    cancelAsked = true;
  }

  private void end(EvaluationState how, Instant at) {
    state = how;
    worker = null;
    leaseUntil = null;
    finishedAt = at;
    ended();
  }

  /** Lets go of what only its worker needed, whatever came of it. */
  protected void ended() {}

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

  /** Returns what people call it. */
  public String title() {
    return title;
  }

  /** Returns the record whose place it takes once it is done. */
  public @Nullable UUID supersedes() {
    return supersedes;
  }

  /** Returns how far it is. */
  public EvaluationState state() {
    return state;
  }

  /** Returns how much is done, in percent. */
  public int progress() {
    return progress;
  }

  /** Returns how often it was begun. */
  public int attempts() {
    return attempts;
  }

  /** Returns whether somebody wants it to end. */
  public boolean cancelAsked() {
    return cancelAsked;
  }

  /** Returns why it failed, as a code. */
  public @Nullable String failure() {
    return failure;
  }

  /** Returns why it failed, in words. */
  public @Nullable String failureDetail() {
    return failureDetail;
  }

  /** Returns the {@code sub} of who asked for it. */
  public String requestedBy() {
    return requestedBy;
  }

  /** Returns when it was asked for. */
  public Instant requestedAt() {
    return requestedAt;
  }

  /** Returns when it was begun first. */
  public @Nullable Instant startedAt() {
    return startedAt;
  }

  /** Returns when it came to its end. */
  public @Nullable Instant finishedAt() {
    return finishedAt;
  }
}
