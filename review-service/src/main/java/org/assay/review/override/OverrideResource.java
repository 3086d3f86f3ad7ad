package org.assay.review.override;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.LiveSession;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopy;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Overrides over HTTP; they are granted by approving a proposal. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({
  RoleNames.ENGINEER,
  RoleNames.ETHICS_REVIEWER,
  RoleNames.PERFORMANCE_REVIEWER,
  RoleNames.LEAD,
  RoleNames.AUDITOR,
  RoleNames.ADMIN
})
@Tag(name = "overrides")
class OverrideResource {

  private final CurrentCaller currentCaller;
  private final Access access;
  private final Overriding overriding;
  private final RequirementOverrides overrides;
  private final OverrideViews views;
  private final Paging paging;

  OverrideResource(
      CurrentCaller currentCaller,
      Access access,
      Overriding overriding,
      RequirementOverrides overrides,
      OverrideViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.access = access;
    this.overriding = overriding;
    this.overrides = overrides;
    this.views = views;
    this.paging = paging;
  }

  /** Lists the overrides that were ever granted of a version, newest first. */
  @GET
  @Path("/models/{name}/versions/{number}/overrides")
  @Operation(
      operationId = "listOverrides",
      summary = "List the overrides that were ever granted of a version, newest first")
  @Extension(name = "x-permission", value = "version.read")
  public Page<OverrideView> list(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    VersionCopy version = access.version(caller, name, number);
    PageRequest request = paging.request(limit, cursor, "overrides?version=" + version.id());
    List<RequirementOverride> found =
        overrides.newestFirst(
            version.id(),
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    return paging.page(
        views.views(found, version, caller), request, one -> List.of(one.id().toString()));
  }

  /** Shows one override. */
  @GET
  @Path("/overrides/{id}")
  @Operation(operationId = "getOverride", summary = "Read an override")
  @Extension(name = "x-permission", value = "version.read")
  public OverrideView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return views.view(overriding.readable(id, caller), caller);
  }

  /** One lead or reviewer ends an override before its time. */
  @POST
  @Path("/overrides/{id}/withdrawals")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "withdrawOverride", summary = "End an override before its time")
  @Extension(name = "x-permission", value = "override.withdraw")
  public RestResponse<OverrideView> withdraw(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid WithdrawOverride command) {
    Caller caller = currentCaller.get();
    RequirementOverride ended = overriding.withdraw(id, command.reason(), ifMatch, caller);
    return RestResponse.ResponseBuilder.<OverrideView>created(URI.create("/api/v1/overrides/" + id))
        .entity(views.view(ended, caller))
        .build();
  }
}
