package org.assay.review.publication;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Dry runs of policies over HTTP; they name versions of all projects. */
@Path("/api/v1/policies/{id}/dry-runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "policies")
class DryRunResource {

  private final CurrentCaller currentCaller;
  private final DryRunning running;
  private final DryRuns dryRuns;
  private final PolicyEntries entries;
  private final PolicyViews views;

  DryRunResource(
      CurrentCaller currentCaller,
      DryRunning running,
      DryRuns dryRuns,
      PolicyEntries entries,
      PolicyViews views) {
    this.currentCaller = currentCaller;
    this.running = running;
    this.dryRuns = dryRuns;
    this.entries = entries;
    this.views = views;
  }

  /** Tries a draft against what is open and what was released. */
  @POST
  @RolesAllowed({
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.ADMIN
  })
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "startPolicyDryRun",
      summary = "Try a draft against every open version and every release of its scope")
  @Extension(name = "x-permission", value = "policy.draft")
  public RestResponse<DryRunView> start(@PathParam("id") UUID id) {
    DryRun run = running.start(entries, id, currentCaller.get());
    dryRuns.flush();
    return RestResponse.ResponseBuilder.<DryRunView>created(
            URI.create("/api/v1/policies/%s/dry-runs/%s".formatted(id, run.id())))
        .entity(views.view(run))
        .build();
  }

  /** Shows a dry run. */
  @GET
  @Path("/{run}")
  @RolesAllowed({
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(operationId = "getPolicyDryRun", summary = "Read a dry run of a policy")
  @Extension(name = "x-permission", value = "policy.dry-run.read")
  public DryRunView get(@PathParam("id") UUID id, @PathParam("run") UUID run) {
    return views.view(dryRuns.of(entries.readable(id, currentCaller.get()), run));
  }
}
