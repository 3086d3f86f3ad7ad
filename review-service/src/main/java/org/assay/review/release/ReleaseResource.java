package org.assay.review.release;

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
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.LiveSession;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.kit.problem.ProblemException;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopy;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Release decisions over HTTP. */
@Path("/api/v1/models/{name}/versions/{number}/releases")
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
@Tag(name = "releases")
class ReleaseResource {

  private final CurrentCaller currentCaller;
  private final Access access;
  private final Release release;
  private final ReleaseDecisions decisions;
  private final ReleaseViews views;
  private final Paging paging;

  ReleaseResource(
      CurrentCaller currentCaller,
      Access access,
      Release release,
      ReleaseDecisions decisions,
      ReleaseViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.access = access;
    this.release = release;
    this.decisions = decisions;
    this.views = views;
    this.paging = paging;
  }

  /** Releases a version to an environment. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "releaseVersion", summary = "Release a version to an environment")
  @Extension(name = "x-permission", value = "version.release")
  public RestResponse<ReleaseView> decide(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid DecideRelease command) {
    Caller caller = currentCaller.get();
    ReleaseDecision decision = release.decide(name, number, command, ifMatch, caller);
    VersionCopy version = access.version(caller, name, number);
    return RestResponse.ResponseBuilder.<ReleaseView>created(
            UriBuilder.fromPath("/api/v1/models/{name}/versions/{number}/releases/{id}")
                .build(name, number, decision.id()))
        .entity(views.view(decision, version))
        .build();
  }

  /** Lists the release decisions on a version, newest first. */
  @GET
  @Operation(
      operationId = "listReleases",
      summary = "List the release decisions on a version, newest first")
  @Extension(name = "x-permission", value = "version.read")
  public Page<ReleaseView> list(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    VersionCopy version = access.version(currentCaller.get(), name, number);
    PageRequest request = paging.request(limit, cursor, "releases?version=" + version.id());
    List<ReleaseDecision> found =
        decisions.newestFirst(
            version.id(),
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    return paging.page(
        views.views(found, version), request, decision -> List.of(decision.id().toString()));
  }

  /** Shows one release decision. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getRelease", summary = "Read a release decision")
  @Extension(name = "x-permission", value = "version.read")
  public ReleaseView get(
      @PathParam("name") String name, @PathParam("number") int number, @PathParam("id") UUID id) {
    VersionCopy version = access.version(currentCaller.get(), name, number);
    return decisions
        .findByIdOptional(id)
        .filter(decision -> decision.versionId().equals(version.id()))
        .map(decision -> views.view(decision, version))
        .orElseThrow(
            () ->
                ProblemException.of(
                    CommonProblem.NOT_FOUND,
                    "Version %d has no release decision %s".formatted(number, id)));
  }
}
