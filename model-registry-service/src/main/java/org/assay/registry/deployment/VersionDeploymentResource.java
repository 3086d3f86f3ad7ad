package org.assay.registry.deployment;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.registry.version.Seen;
import org.assay.registry.version.VisibleVersions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a version runs and ran, over HTTP. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "deployments")
public class VersionDeploymentResource {

  private final CurrentCaller currentCaller;
  private final VisibleVersions visible;
  private final Deployments deployments;
  private final DeploymentViews views;
  private final Paging paging;

  VersionDeploymentResource(
      CurrentCaller currentCaller,
      VisibleVersions visible,
      Deployments deployments,
      DeploymentViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.visible = visible;
    this.deployments = deployments;
    this.views = views;
    this.paging = paging;
  }

  /** Lists the deployments of a version, the last reported first. */
  @GET
  @Path("/{name}/versions/{number}/deployments")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "listVersionDeployments",
      summary = "List where a version runs and ran, the last reported first")
  @Extension(name = "x-permission", value = "deployment.read")
  public Page<DeploymentView> list(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("state") @Nullable DeploymentState state,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    Seen seen = visible.read(name, number, caller);
    PageRequest request =
        paging.request(
            limit, cursor, "deployments?version=%s&state=%s".formatted(seen.version().id(), state));
    Page<Deployment> page =
        paging.page(
            deployments.page(
                new Deployments.Filter(
                    seen.version().projectId(), seen.version().id(), null, state),
                request),
            request,
            deployment -> List.of(deployment.id().toString()));
    return new Page<>(
        views.views(page.items(), seen.in().standing(), caller), page.next(), page.self());
  }
}
