package org.assay.registry.lineage;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.version.VisibleVersions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The lineage of versions over HTTP. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "versions")
public class VersionLineageResource {

  /** The most edges that an answer goes from its beginning. */
  static final int MOST_DEPTH = 10;

  private final CurrentCaller currentCaller;
  private final VisibleVersions visible;
  private final LineageViews views;

  VersionLineageResource(CurrentCaller currentCaller, VisibleVersions visible, LineageViews views) {
    this.currentCaller = currentCaller;
    this.visible = visible;
    this.views = views;
  }

  /** Shows what a version comes from, and what came from it. */
  @GET
  @Path("/{name}/versions/{number}/lineage")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "getVersionLineage",
      summary = "Read what a version comes from, and what came from it")
  @Extension(name = "x-permission", value = "version.read")
  public LineageView get(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("direction") @DefaultValue("BOTH") Direction direction,
      @QueryParam("depth") @DefaultValue("3") @Min(1) @Max(MOST_DEPTH) int depth) {
    Caller caller = currentCaller.get();
    return views.view(LineageNode.of(visible.read(name, number, caller)), direction, depth, caller);
  }
}
