package org.assay.review.evidence.window;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.CanonicalJson;
import org.assay.review.evidence.evaluation.HeldFile;
import org.assay.review.evidence.evaluation.QueuedJob;
import org.assay.review.evidence.evaluation.UsedFile;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/** A window that Assay counts from files. The record of evidence that it becomes has its id. */
@Entity
@Table(name = "window_job")
public class WindowJob extends QueuedJob {

  @Id private UUID id;

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

  /** For Hibernate. */
  protected WindowJob() {}

  private WindowJob(VersionCopy version, Asked asked, Instant at) {
    super(version, asked.title(), asked.supersedes(), asked.by(), at);
  }

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
    WindowJob job = new WindowJob(version, asked, at);
    job.id = id;
    job.content = asked.window().content();
    job.source = new String(CanonicalJson.bytes(held.source()), StandardCharsets.UTF_8);
    job.useId = held.rows().id();
    job.size = held.rows().size();
    job.keepUntil = held.rows().keepUntil();
    job.referenceUseId = held.reference();
    job.referenceSize = held.referenceSize();
    job.digest = asked.window().digest();
    job.subject = asked.subject();
    return job;
  }

  /** Notes that it was counted. */
  void finish(Instant at) {
    done(at);
  }

  /** The record of the window has its counts, and where none is they are kept nowhere. */
  @Override
  protected void ended() {
    content = window().uncounted().content();
  }

  /** Returns its id, and that of the record that it becomes. */
  public UUID id() {
    return id;
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
}
