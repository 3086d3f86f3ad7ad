package org.assay.registry.artifact.upload;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.registry.artifact.Artifact;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.scan.Scan;
import org.assay.registry.artifact.scan.Verdict;
import org.assay.registry.artifact.store.ArtifactStore.Incoming;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A file that comes in parts. All but the last have one size; once all are there they are put
 * together, and the digest and scan of the whole are noted.
 */
@Entity
@Table(name = "artifact_upload")
class Upload {

  /** The most parts of one file. */
  static final int MOST_PARTS = 1_000;

  @Id
  @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
  private UUID id;

  @Column(name = "project_id", updatable = false)
  private UUID projectId;

  @Column(updatable = false)
  private String path;

  @Column(updatable = false)
  private long size;

  @Column(name = "part_size", updatable = false)
  private long partSize;

  @Column(name = "media_type", updatable = false)
  private String mediaType;

  @Column(updatable = false)
  private @Nullable String expected;

  private @Nullable String digest;
  private @Nullable String handle;

  @Column(updatable = false)
  private long assembled;

  @Enumerated(EnumType.STRING)
  private @Nullable Verdict verdict;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private @Nullable List<String> findings;

  @Column(name = "created_at", updatable = false)
  @CreationTimestamp(source = SourceType.DB)
  private Instant createdAt;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  /** For Hibernate. */
  protected Upload() {}

  static Upload begun(UUID projectId, BeginUpload asked, String createdBy) {
    Upload upload = new Upload();
    upload.projectId = projectId;
    upload.path = asked.path();
    upload.size = asked.size();
    upload.partSize = asked.sizeOfParts();
    upload.mediaType = asked.kind();
    upload.expected = asked.digest();
    upload.createdBy = createdBy;
    return upload;
  }

  /** Returns the parts that make up the file. */
  int parts() {
    return (int) ((size + partSize - 1) / partSize);
  }

  /** Returns how many bytes a part has. */
  long length(int part) {
    return Math.min(partSize, size - (part - 1) * partSize);
  }

  /** Notes what the whole is, once the parts are put together. */
  void assemble(Incoming whole, Scan scan) {
    digest = whole.digest().value();
    handle = whole.handle();
    verdict = scan.verdict();
    findings = scan.findings();
  }

  /** Returns the whole; empty until the parts are put together. */
  Optional<Incoming> whole() {
    return digest == null || handle == null
        ? Optional.empty()
        : Optional.of(new Incoming(handle, new Digest(digest), size));
  }

  /** Returns how many bytes are put together. */
  long assembled() {
    return digest == null ? assembled : size;
  }

  /** Returns the digest of the whole, empty until all parts are there. */
  Optional<Digest> digest() {
    return Optional.ofNullable(digest).map(Digest::new);
  }

  /** Returns what the whole comes to; empty until all parts are there. */
  Optional<Artifact.File> file() {
    return digest == null || verdict == null || findings == null
        ? Optional.empty()
        : Optional.of(
            new Artifact.File(new Digest(digest), size, mediaType, new Scan(verdict, findings)));
  }

  /** Says whether the whole is what the sender announced, or nothing was. */
  boolean isAsExpected() {
    return expected == null || expected.equals(digest);
  }

  UUID id() {
    return id;
  }

  UUID projectId() {
    return projectId;
  }

  ArtifactPath path() {
    return new ArtifactPath(path);
  }

  long size() {
    return size;
  }

  long partSize() {
    return partSize;
  }

  Instant createdAt() {
    return createdAt;
  }

  String createdBy() {
    return createdBy;
  }
}
