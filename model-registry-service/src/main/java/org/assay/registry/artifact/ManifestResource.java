package org.assay.registry.artifact;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.project.Standing;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The canonical manifest of a folder over HTTP. */
@Path("/api/v1/artifacts")
@RunOnVirtualThread
@Tag(name = "artifacts")
public class ManifestResource {

  private final CurrentCaller currentCaller;
  private final ArtifactProjects projects;
  private final Sealing sealing;

  ManifestResource(CurrentCaller currentCaller, ArtifactProjects projects, Sealing sealing) {
    this.currentCaller = currentCaller;
    this.projects = projects;
    this.sealing = sealing;
  }

  /**
   * Answers the manifest's very bytes: their SHA-256, also in {@code Repr-Digest}, is the digest
   * that a version made from the folder has.
   */
  @GET
  @Path("/{project}/manifest")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "getManifest",
      summary = "Read the canonical manifest of a folder, whose SHA-256 is the model's digest")
  @Extension(name = "x-permission", value = "artifact.read")
  public RestResponse<byte[]> get(
      @PathParam("project") String project,
      @QueryParam("folder") @NotNull @Size(min = 1, max = ArtifactPath.MAX_BYTES) String folder) {
    Standing standing = projects.toRead(project, currentCaller.get());
    ArtifactPath path = RequestedPath.of(folder);
    Manifest manifest =
        sealing
            .manifest(standing.projectId(), path)
            .orElseThrow(() -> ArtifactReading.notFound(path));
    return RestResponse.ResponseBuilder.ok(manifest.bytes())
        .header(ReprDigest.HEADER, ReprDigest.write(manifest.digest()))
        .build();
  }
}
