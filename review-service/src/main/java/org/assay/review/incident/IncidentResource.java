package org.assay.review.incident;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Incidents over HTTP. */
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
@Tag(name = "incidents")
class IncidentResource {

  private final CurrentCaller currentCaller;
  private final IncidentActs acts;
  private final Incidents incidents;
  private final IncidentViews views;
  private final Paging paging;

  IncidentResource(
      CurrentCaller currentCaller,
      IncidentActs acts,
      Incidents incidents,
      IncidentViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.acts = acts;
    this.incidents = incidents;
    this.views = views;
    this.paging = paging;
  }

  /**
   * Reports an incident. The token alone is enough: what only closes works while the identity
   * provider is away, unless an owner has to be looked up.
   */
  @POST
  @Path("/models/{name}/versions/{number}/incidents")
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
      operationId = "reportIncident",
      summary = "Report an incident of a version; SEV1 revokes it at once")
  @Extension(name = "x-permission", value = "version.report-incident")
  public RestResponse<IncidentView> report(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @NotNull @Valid ReportIncident command) {
    Caller caller = currentCaller.get();
    return created(acts.report(name, number, command, caller), caller);
  }

  /** Lists the incidents that the caller may read, newest first. */
  @GET
  @Path("/incidents")
  @Operation(
      operationId = "listIncidents",
      summary = "List the incidents you may read, newest first")
  @Extension(name = "x-permission", value = "incident.read")
  public Page<IncidentView> list(
      @QueryParam("state") @Nullable IncidentState state,
      @QueryParam("severity") @Nullable IncidentSeverity severity,
      @QueryParam("model") @Nullable String model,
      @QueryParam("version") @Nullable Integer version,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    Incidents.Filter filter = new Incidents.Filter(state, severity, model, version);
    PageRequest request =
        paging.request(limit, cursor, "incidents?%s&%s".formatted(filter, caller.subject()));
    List<Incident> found =
        incidents.newestFirst(
            filter,
            caller,
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    return paging.page(
        views.views(found, caller), request, incident -> List.of(incident.id().toString()));
  }

  /** Shows one incident. */
  @GET
  @Path("/incidents/{id}")
  @Operation(operationId = "getIncident", summary = "Read an incident")
  @Extension(name = "x-permission", value = "incident.read")
  public IncidentView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return views.view(acts.readable(id, caller), caller);
  }

  /** A lead or the owner says that the gate is closed for the bytes. */
  @POST
  @Path("/incidents/{id}/containments")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "containIncident",
      summary = "Say that an incident is contained: the gate is closed for its bytes")
  @Extension(name = "x-permission", value = "incident.contain")
  public RestResponse<IncidentView> contain(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ContainIncident command) {
    Caller caller = currentCaller.get();
    return created(acts.contain(id, command.reason(), ifMatch, caller), caller);
  }

  /** A lead or the owner, another than who reported it, closes an incident. */
  @POST
  @Path("/incidents/{id}/closures")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "closeIncident",
      summary = "Close an incident that is contained and that somebody else reported")
  @Extension(name = "x-permission", value = "incident.close")
  public RestResponse<IncidentView> close(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid CloseIncident command) {
    Caller caller = currentCaller.get();
    return created(acts.close(id, command.reason(), ifMatch, caller), caller);
  }

  private RestResponse<IncidentView> created(Incident incident, Caller caller) {
    return RestResponse.ResponseBuilder.<IncidentView>created(
            URI.create("/api/v1/incidents/" + incident.id()))
        .entity(views.view(incident, caller))
        .build();
  }
}
