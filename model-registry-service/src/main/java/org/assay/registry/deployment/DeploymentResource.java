package org.assay.registry.deployment;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Deployments over HTTP. */
@Path("/api/v1/deployments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "deployments")
public class DeploymentResource {

  private final CurrentCaller currentCaller;
  private final Standings standings;
  private final VisibleDeployments visible;
  private final Deployments deployments;
  private final DeploymentReporting reporting;
  private final DeploymentViews views;
  private final Paging paging;

  DeploymentResource(
      CurrentCaller currentCaller,
      Standings standings,
      VisibleDeployments visible,
      Deployments deployments,
      DeploymentReporting reporting,
      DeploymentViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.standings = standings;
    this.visible = visible;
    this.deployments = deployments;
    this.reporting = reporting;
    this.views = views;
    this.paging = paging;
  }

  /** Reports that bytes run in an environment. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "reportDeployment",
      summary = "Report which bytes run in an environment; what may not run there is shown")
  @Extension(name = "x-permission", value = "deployment.report")
  public RestResponse<DeploymentView> report(@NotNull @Valid ReportDeployment command) {
    Caller caller = currentCaller.get();
    return created(views.view(reporting.report(command, caller), caller));
  }

  /** Lists the deployments of a project, the last reported first. */
  @GET
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "listDeployments",
      summary = "List the deployments of a project, in an environment, the last reported first")
  @Extension(name = "x-permission", value = "deployment.read")
  public Page<DeploymentView> list(
      @QueryParam("project_key") @NotNull @Pattern(regexp = "^" + ProjectKey.PATTERN + "$")
          String projectKey,
      @QueryParam("environment") @Pattern(regexp = ReportDeployment.ENVIRONMENT)
          @Nullable String environment,
      @QueryParam("state") @Nullable DeploymentState state,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    PageRequest request =
        paging.request(
            limit,
            cursor,
            "deployments?project=%s&environment=%s&state=%s"
                .formatted(projectKey, environment, state));
    Standing standing = standings.require(new ProjectKey(projectKey), caller, Standing::mayRead);
    Page<Deployment> page =
        paging.page(
            deployments.page(
                new Deployments.Filter(standing.projectId(), null, environment, state), request),
            request,
            deployment -> List.of(deployment.id().toString()));
    return new Page<>(views.views(page.items(), standing, caller), page.next(), page.self());
  }

  /** Shows one deployment. */
  @GET
  @Path("/{id}")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(operationId = "getDeployment", summary = "Read a deployment")
  @Extension(name = "x-permission", value = "deployment.read")
  public DeploymentView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return views.view(visible.find(id, caller, Standing::mayRead), caller);
  }

  /** Reports that a deployment ended. */
  @POST
  @Path("/{id}/endings")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "endDeployment", summary = "Report that a deployment ended")
  @Extension(name = "x-permission", value = "deployment.report")
  public RestResponse<DeploymentView> end(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid EndDeployment command) {
    Caller caller = currentCaller.get();
    return created(views.view(reporting.end(id, command, ifMatch, caller), caller));
  }

  private static RestResponse<DeploymentView> created(DeploymentView view) {
    return RestResponse.ResponseBuilder.<DeploymentView>created(
            UriBuilder.fromPath("/api/v1/deployments/{id}").build(view.id()))
        .entity(view)
        .build();
  }
}
