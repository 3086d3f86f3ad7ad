package org.assay.review.evidence.window;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.CanonicalJson;
import org.assay.review.evidence.evaluation.EvaluationState;
import org.assay.review.evidence.evaluation.HeldFile;
import org.assay.review.evidence.evaluation.UsedFile;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/**
 * A window that Assay counts from files. It is asked for once and comes to one end; the record of
 * evidence that it becomes has its id.
 */
@Entity
@Table(name = "window_job")
public class WindowJob {

  @Id private UUID id;

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

  private String content;

  @Column(updatable = false)
  private String source;

  @Column(name = "use_id", updatable = false)
  private UUID useId;

  @Column(updatable = false)
  private long size;

  @Column(name = "keep_until", updatable = false)
  private Instant keepUntil;

  @Column(name = "reference_use_id", updatable = false)
  private UUID referenceUseId;

  @Column(name = "reference_size", updatable = false)
  private long referenceSize;

  @Column(updatable = false)
  private String digest;

  @Column(updatable = false)
  private String subject;

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
  protected WindowJob() {}

  /**
   * What is asked for.
   *
   * @param title what people call it
   * @param supersedes the window whose place it takes once it is counted
   * @param window the window without its features
   * @param upload where the file of rows lies
   * @param reference what these are compared with
   * @param columns which columns are counted
   * @param by who asks
   */
  record Asked(
      String title,
      @Nullable UUID supersedes,
      Window window,
      String upload,
      HeldReference reference,
      List<WatchedColumn> columns,
      String by) {

    Asked {
      columns = List.copyOf(columns);
    }

    /**
     * Returns the columns with everything said.
     *
     * @param score what the score is called in the reference, where that is known
     */
    List<WatchedColumn> whole(@Nullable String score) {
      return columns.stream().map(one -> one.whole(score)).toList();
    }

    /**
     * Returns what it is known by: the same of all is the same window. It is shown to nobody, who
     * could else find small counts by trying.
     */
    String subject() {
      return Digest.ofContent(
              CanonicalJson.bytes(
                  new Asked(title, supersedes, window.unsalted(), upload, reference, columns, by)))
          .value();
    }
  }

  /**
   * The files that it is counted from.
   *
   * @param source which they are
   * @param rows the first one
   * @param reference by what the registry lets the other one be read
   * @param referenceSize how many bytes that has
   */
  record Held(WindowSource source, UsedFile rows, UUID reference, long referenceSize) {}

  static WindowJob of(UUID id, VersionCopy version, Asked asked, Held held, Instant at) {
    WindowJob job = new WindowJob();
    job.id = id;
    job.versionId = version.id();
    job.modelId = version.modelId();
    job.projectId = version.projectId();
    job.title = asked.title();
    job.supersedes = asked.supersedes();
    job.content = asked.window().content();
    job.source = new String(CanonicalJson.bytes(held.source()), StandardCharsets.UTF_8);
    job.useId = held.rows().id();
    job.size = held.rows().size();
    job.keepUntil = held.rows().keepUntil();
    job.referenceUseId = held.reference();
    job.referenceSize = held.referenceSize();
    job.digest = asked.window().digest();
    job.subject = asked.subject();
    job.state = EvaluationState.QUEUED;
    job.requestedBy = asked.by();
    job.requestedAt = at;
    return job;
  }

  /** Notes that it was counted. */
  void finish(Instant at) {
    state = EvaluationState.DONE;
    progress = 100;
    end(at);
  }

  /** Ends it without a window; {@code why} is a code. */
  void fail(String why, String detail, Instant at) {
    state = EvaluationState.FAILED;
    failure = why;
    failureDetail = detail;
    end(at);
  }

  /** Ends it at once. */
  void cancel(Instant at) {
    state = EvaluationState.CANCELLED;
    end(at);
  }

  /** Asks whoever counts it to end. */
  void askToCancel() {
    cancelAsked = true;
  }

  private void end(Instant at) {
    worker = null;
    leaseUntil = null;
    finishedAt = at;
    // The record of the window has its counts, and where none is they are kept nowhere.
    content = window().uncounted().content();
  }

  /** Returns its id, and that of the record that it becomes. */
  public UUID id() {
    return id;
  }

  /** Returns the version. */
  public UUID versionId() {
    return versionId;
  }

  /** Returns the project that owns the model. */
  public UUID projectId() {
    return projectId;
  }

  /** Returns what people call it. */
  public String title() {
    return title;
  }

  /** Returns the window whose place it takes. */
  public @Nullable UUID supersedes() {
    return supersedes;
  }

  /** Returns the window without its features. */
  Window window() {
    return Window.read(content);
  }

  /** Returns what it is counted from. */
  public WindowSource source() {
    try {
      return EventJson.mapper().readValue(source, WindowSource.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A source cannot be read", e);
    }
  }

  /** Returns the file of its rows. */
  HeldFile rows() {
    WindowSource of = source();
    return new HeldFile(useId, of.upload(), of.dataDigest(), size, "window " + id);
  }

  /** Returns the file that they are compared with. */
  HeldFile reference() {
    WindowSource of = source();
    return new HeldFile(
        referenceUseId,
        of.referenceUpload(),
        of.referenceDigest(),
        referenceSize,
        of.evidence() == null ? "window " + id : "evaluation " + of.evidence());
  }

  /** Returns how many bytes the file has. */
  public long size() {
    return size;
  }

  /** Returns until when the registry keeps them. */
  public Instant keepUntil() {
    return keepUntil;
  }

  /** Returns the salted digest of what was said of it, which tells nobody what that was. */
  public String digest() {
    return digest;
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
  int attempts() {
    return attempts;
  }

  /** Returns whether somebody wants it to end. */
  boolean cancelAsked() {
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
