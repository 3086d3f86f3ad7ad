package org.assay.review.hold;

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

/** Holds over HTTP. */
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
@Tag(name = "holds")
class HoldResource {

  private final CurrentCaller currentCaller;
  private final Access access;
  private final Holding holding;
  private final Holds holds;
  private final HoldViews views;
  private final Paging paging;

  HoldResource(
      CurrentCaller currentCaller,
      Access access,
      Holding holding,
      Holds holds,
      HoldViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.access = access;
    this.holding = holding;
    this.holds = holds;
    this.views = views;
    this.paging = paging;
  }

  /**
   * Closes the gate for the bytes of a version, in whatever state it is. The token alone is enough:
   * what only closes works while the identity provider is away.
   */
  @POST
  @Path("/models/{name}/versions/{number}/holds")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD
  })
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "placeHold",
      summary = "Close the gate for the bytes of a version, in whatever state it is")
  @Extension(name = "x-permission", value = "version.hold")
  public RestResponse<HoldView> place(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @NotNull @Valid PlaceHold command) {
    Caller caller = currentCaller.get();
    return created(holding.place(name, number, command, caller), caller);
  }

  /** Lists the holds that were placed on a version, newest first. */
  @GET
  @Path("/models/{name}/versions/{number}/holds")
  @Operation(
      operationId = "listHolds",
      summary = "List the holds that were placed on a version, newest first")
  @Extension(name = "x-permission", value = "version.read")
  public Page<HoldView> list(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    VersionCopy version = access.version(caller, name, number);
    PageRequest request = paging.request(limit, cursor, "holds?version=" + version.id());
    List<Hold> found =
        holds.newestFirst(
            version.id(),
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    return paging.page(
        views.views(found, version, caller), request, hold -> List.of(hold.id().toString()));
  }

  /** Shows one hold. */
  @GET
  @Path("/holds/{id}")
  @Operation(operationId = "getHold", summary = "Read a hold")
  @Extension(name = "x-permission", value = "version.read")
  public HoldView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return views.view(holding.readable(id, caller), caller);
  }

  /** Another lead or reviewer lifts a hold. */
  @POST
  @Path("/holds/{id}/lifts")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "liftHold",
      summary = "Lift a hold that somebody else placed, without a part in the version")
  @Extension(name = "x-permission", value = "hold.lift")
  public RestResponse<HoldView> lift(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid LiftHold command) {
    Caller caller = currentCaller.get();
    return created(holding.lift(id, command.reason(), ifMatch, caller), caller);
  }

  private RestResponse<HoldView> created(Hold hold, Caller caller) {
    return RestResponse.ResponseBuilder.<HoldView>created(URI.create("/api/v1/holds/" + hold.id()))
        .entity(views.view(hold, caller))
        .build();
  }
}
