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
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.dataset.VisibleDatasets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What came from data sets, over HTTP. */
@Path("/api/v1/datasets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "datasets")
public class DatasetLineageResource {

  private final CurrentCaller currentCaller;
  private final VisibleDatasets visible;
  private final LineageViews views;

  DatasetLineageResource(CurrentCaller currentCaller, VisibleDatasets visible, LineageViews views) {
    this.currentCaller = currentCaller;
    this.visible = visible;
    this.views = views;
  }

  /** Shows which versions descend from a data set. */
  @GET
  @Path("/{id}/lineage")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "getDatasetLineage",
      summary = "Read which versions descend from a data set")
  @Extension(name = "x-permission", value = "dataset.read")
  public LineageView get(
      @PathParam("id") UUID id,
      @QueryParam("depth") @DefaultValue("3") @Min(1) @Max(VersionLineageResource.MOST_DEPTH)
          int depth) {
    Caller caller = currentCaller.get();
    return views.view(
        LineageNode.of(visible.find(id, caller).dataset()), Direction.DOWNSTREAM, depth, caller);
  }
}
