package org.assay.project.recovery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.assay.kit.http.Idempotent;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.inbox.DiscardParkedEvent;
import org.assay.kit.inbox.ParkedEvent;
import org.assay.kit.inbox.Recovery;
import org.assay.kit.inbox.RedriveParkedEvents;
import org.assay.kit.inbox.Redriven;
import org.assay.kit.page.Page;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The events that this service could not apply, for those who run it. */
@Path("/api/v1/operations/project-service")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({RoleNames.OPERATOR, RoleNames.ADMIN})
@Tag(name = "operations")
class ParkedEventResource {

  private final CurrentCaller currentCaller;
  private final Recovery recovery;

  ParkedEventResource(CurrentCaller currentCaller, Recovery recovery) {
    this.currentCaller = currentCaller;
    this.recovery = recovery;
  }

  /** Lists the parked events in order of topic, partition and offset. */
  @GET
  @Path("/parked-events")
  @Operation(
      operationId = "listParkedEventsOfProjects",
      summary = "List the events that project-service could not apply")
  @Extension(name = "x-permission", value = "event.recover")
  public Page<ParkedEvent> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    return recovery.list(limit, cursor);
  }

  /** Applies the parked events of a key that can be applied by now. */
  @POST
  @Path("/redrives")
  @Consumes(MediaType.APPLICATION_JSON)
  @Idempotent
  @Transactional
  @APIResponseSchema(value = Redriven.class, responseCode = "200", responseDescription = "Tried")
  @Operation(
      operationId = "redriveParkedEventsOfProjects",
      summary = "Try the parked events of one key again, in order")
  @Extension(name = "x-permission", value = "event.recover")
  public RestResponse<Redriven> redrive(@NotNull @Valid RedriveParkedEvents command) {
    return RestResponse.ok(recovery.redrive(command, currentCaller.get()));
  }

  /** Gives up one parked event. */
  @POST
  @Path("/discards")
  @Consumes(MediaType.APPLICATION_JSON)
  @Idempotent
  @Transactional
  @APIResponse(responseCode = "204", description = "Given up")
  @APIResponse(responseCode = "404", ref = "Problem")
  @Operation(
      operationId = "discardParkedEventOfProjects",
      summary = "Give up one parked event without applying it")
  @Extension(name = "x-permission", value = "event.recover")
  public RestResponse<Void> discard(@NotNull @Valid DiscardParkedEvent command) {
    recovery.discard(command, currentCaller.get());
    return RestResponse.noContent();
  }
}
