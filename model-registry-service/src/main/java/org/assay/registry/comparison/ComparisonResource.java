package org.assay.registry.comparison;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Comparisons of versions over HTTP. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "versions")
public class ComparisonResource {

  private final CurrentCaller currentCaller;
  private final VersionComparison comparison;

  ComparisonResource(CurrentCaller currentCaller, VersionComparison comparison) {
    this.currentCaller = currentCaller;
    this.comparison = comparison;
  }

  /** Shows what differs between two versions of a model. */
  @GET
  @Path("/{name}/versions/{a}...{b}")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "compareVersions",
      summary = "Read what differs between two versions of a model")
  @Extension(name = "x-permission", value = "version.read")
  public ComparisonView compare(
      @PathParam("name") String name, @PathParam("a") int a, @PathParam("b") int b) {
    return comparison.compare(name, a, b, currentCaller.get());
  }
}
