package org.assay.registry.version;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.assay.contracts.name.Digest;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.artifact.ReprDigest;
import org.assay.registry.run.Results;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The record of a version over HTTP: all that it was registered with. */
@Path("/api/v1/models")
@RunOnVirtualThread
@Tag(name = "versions")
public class VersionRecordResource {

  private final CurrentCaller currentCaller;
  private final VisibleVersions visible;
  private final VersionBasis basis;

  VersionRecordResource(CurrentCaller currentCaller, VisibleVersions visible, VersionBasis basis) {
    this.currentCaller = currentCaller;
    this.visible = visible;
    this.basis = basis;
  }

  /**
   * Answers the record's very bytes: their SHA-256, also in {@code Repr-Digest}, is the version's
   * {@code record_digest}. It holds no more than a run may hold.
   */
  @GET
  @Path("/{name}/versions/{number}/record")
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
      operationId = "getVersionRecord",
      summary = "Read the parameters, metrics and data that a version was registered with")
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content =
          @Content(schema = @Schema(type = SchemaType.OBJECT, implementation = Results.class)))
  @Extension(name = "x-permission", value = "version.read")
  public RestResponse<byte[]> get(@PathParam("name") String name, @PathParam("number") int number) {
    byte[] record = basis.record(visible.read(name, number, currentCaller.get()).version());
    return RestResponse.ResponseBuilder.ok(record)
        .header(ReprDigest.HEADER, ReprDigest.write(Digest.ofContent(record)))
        .build();
  }
}
