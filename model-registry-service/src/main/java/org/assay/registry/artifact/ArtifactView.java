package org.assay.registry.artifact;

import java.time.Instant;
import java.util.List;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.http.ActionView;
import org.assay.kit.identity.Actor;
import org.assay.kit.identity.People;
import org.assay.registry.artifact.scan.Scan;
import org.assay.registry.artifact.scan.Verdict;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An artifact as HTTP shows it to one caller.
 *
 * @param projectKey the project that it belongs to
 * @param path where it lies in the project
 * @param digest the digest of its bytes
 * @param size how many bytes it has
 * @param mediaType what the sender said it is
 * @param scan what reading it said
 * @param storedAt when its bytes came
 * @param storedBy who sent them
 * @param revision how many events it has
 * @param etag what {@code If-Match} takes to replace or remove it
 * @param actions what the caller may do with it now
 */
@Schema(name = "Artifact")
public record ArtifactView(
    String projectKey,
    @Schema(maxLength = ArtifactPath.MAX_BYTES) String path,
    @Schema(maxLength = 71) String digest,
    long size,
    @Schema(maxLength = 200) String mediaType,
    ScanView scan,
    Instant storedAt,
    Actor storedBy,
    long revision,
    @Schema(maxLength = 40, examples = "\"1.9f86d081884c7d65\"") String etag,
    List<ActionView> actions) {

  static ArtifactView from(
      Artifact artifact, ProjectKey project, People people, List<ActionView> actions) {
    return new ArtifactView(
        project.value(),
        artifact.path().value(),
        artifact.digest().value(),
        artifact.size(),
        artifact.mediaType(),
        ScanView.from(artifact.scan()),
        artifact.storedAt(),
        people.named(artifact.storedBy()),
        artifact.revision(),
        artifact.entityTag(),
        actions);
  }

  /**
   * What a scan said; it informs, and CLEAN is no promise.
   *
   * @param verdict what it comes to
   * @param findings what led there
   */
  @Schema(name = "ArtifactScan")
  public record ScanView(Verdict verdict, @Schema(maxItems = 50) List<String> findings) {

    static ScanView from(Scan scan) {
      return new ScanView(scan.verdict(), scan.findings());
    }
  }
}
