package org.assay.registry.artifact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.event.ArtifactChanged;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.Cause;
import org.assay.kit.event.NewEvent;
import org.assay.registry.artifact.scan.Scan;
import org.assay.registry.artifact.scan.Verdict;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A file of a project: which bytes lie under a path at present, and what the scan said of them. */
@Entity
@Table(name = "artifact")
public class Artifact {

  private static final int TAG_DIGITS = 16;

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private String path;

  private String digest;
  private long size;

  @Column(name = "media_type")
  private String mediaType;

  @Enumerated(EnumType.STRING)
  private Verdict verdict;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> findings;

  private long revision;

  @Column(name = "stored_at")
  private Instant storedAt;

  @Column(name = "stored_by")
  private String storedBy;

  /** For Hibernate. */
  protected Artifact() {}

  /** A file under a path where there was none, at revision 1. */
  static Artifact stored(UUID projectId, ArtifactPath path, File file, Stamp stamp) {
    Artifact artifact = new Artifact();
    artifact.projectId = projectId;
    artifact.path = path.value();
    artifact.replace(file, stamp);
    return artifact;
  }

  /** Puts other bytes in the place of these; the next revision. */
  void replace(File file, Stamp stamp) {
    digest = file.digest().value();
    size = file.size();
    mediaType = file.mediaType();
    verdict = file.scan().verdict();
    findings = file.scan().findings();
    storedAt = stamp.at();
    storedBy = stamp.by();
    revision++;
  }

  /** Returns the event that tells of its present bytes. */
  NewEvent scanned(Cause cause) {
    return event(EventTypes.ARTIFACT_SCANNED, revision, null, cause);
  }

  /** Returns the event that tells that it is no more. */
  NewEvent removed(Cause cause) {
    return event(EventTypes.ARTIFACT_REMOVED, revision + 1, null, cause);
  }

  /** Returns the event that tells that it is no more, since its use is over. */
  NewEvent erased(UUID useId, Cause cause) {
    return event(EventTypes.ARTIFACT_REMOVED, revision + 1, useId, cause);
  }

  private NewEvent event(String type, long version, @Nullable UUID useId, Cause cause) {
    return new NewEvent(
        type,
        "artifact/" + id,
        id,
        version,
        id,
        cause,
        new ArtifactChanged(id, projectId, digest, size, verdict.name(), useId));
  }

  /** Returns the artifact's id. */
  public UUID id() {
    return id;
  }

  /** Returns the project that it belongs to. */
  public UUID projectId() {
    return projectId;
  }

  /** Returns where it lies in the project. */
  public ArtifactPath path() {
    return new ArtifactPath(path);
  }

  /** Returns the digest of its bytes. */
  public Digest digest() {
    return new Digest(digest);
  }

  /** Returns how many bytes it has. */
  public long size() {
    return size;
  }

  /** Returns what the sender said its bytes are. */
  public String mediaType() {
    return mediaType;
  }

  /** Returns what the scan said. */
  public Scan scan() {
    return new Scan(verdict, findings);
  }

  /** Returns the number of its last event. */
  public long revision() {
    return revision;
  }

  /**
   * Returns its entity tag (RFC 9110 8.8.3): its revision, and the beginning of its digest, since a
   * file that comes under the path of one that was removed begins at revision 1 again.
   */
  public String entityTag() {
    return "\"%d.%s\"".formatted(revision, digest().hex().substring(0, TAG_DIGITS));
  }

  /** Returns when its bytes came. */
  public Instant storedAt() {
    return storedAt;
  }

  /** Returns the subject who sent them. */
  public String storedBy() {
    return storedBy;
  }

  /**
   * What comes to lie under a path.
   *
   * @param mediaType what the sender says it is
   */
  public record File(Digest digest, long size, String mediaType, Scan scan) {}

  /**
   * Who put it there, and when.
   *
   * @param by the subject
   */
  record Stamp(Instant at, String by) {}
}
