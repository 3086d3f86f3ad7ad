package org.assay.registry.artifact.use;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.People;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.registry.artifact.ArtifactProjects;
import org.assay.registry.project.Standing;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Legal holds on files in use over HTTP. */
@Path("/api/v1/artifacts/{project}/uses/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "artifacts")
class FileHoldResource {

  private final CurrentCaller currentCaller;
  private final ArtifactProjects projects;
  private final FileHolding holding;
  private final FileUses uses;
  private final FileHolds holds;
  private final Accounts accounts;
  private final Paging paging;

  FileHoldResource(
      CurrentCaller currentCaller,
      ArtifactProjects projects,
      FileHolding holding,
      FileUses uses,
      FileHolds holds,
      Accounts accounts,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.projects = projects;
    this.holding = holding;
    this.uses = uses;
    this.holds = holds;
    this.accounts = accounts;
    this.paging = paging;
  }

  /** Keeps the file of a use though the use may be over, until somebody lifts that. */
  @POST
  @Path("/holds")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.AUDITOR, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "holdFileInUse",
      summary = "Place a legal hold on a file in use; what is held is not removed")
  @Extension(name = "x-permission", value = "artifact.hold")
  public RestResponse<UseView> hold(
      @PathParam("project") String project,
      @PathParam("id") UUID id,
      @NotNull @Valid HoldFile command) {
    Caller caller = currentCaller.get();
    return created(
        holding.place(projects.toRead(project, caller), id, command.reason(), caller), project);
  }

  /** Lifts the hold of a file; what has no use any more is removed then. */
  @POST
  @Path("/liftings")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.AUDITOR, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "liftFileHold",
      summary = "Lift the legal hold of a file in use; an auditor's is lifted by an auditor")
  @Extension(name = "x-permission", value = "artifact.hold")
  public RestResponse<UseView> lift(
      @PathParam("project") String project,
      @PathParam("id") UUID id,
      @NotNull @Valid HoldFile command) {
    Caller caller = currentCaller.get();
    Standing standing =
        PlacedAs.of(caller) == PlacedAs.AUDITOR
            ? projects.toRead(project, caller)
            : projects.toReadAsMember(project, caller);
    return created(holding.lift(standing, id, command.reason(), caller), project);
  }

  private RestResponse<UseView> created(FileUse use, String project) {
    return RestResponse.status(
        RestResponse.Status.CREATED,
        UseView.of(use, project, accounts.people(UseView.people(use))));
  }

  /** Lists the legal holds on the file of a use, past ones too, the newest first. */
  @GET
  @Path("/holds")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "listFileHolds",
      summary = "List the legal holds on a file in use: who placed and lifted them, and why")
  @Extension(name = "x-permission", value = "artifact.read")
  public Page<FileHoldView> list(
      @PathParam("project") String project,
      @PathParam("id") UUID id,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    PageRequest request = paging.request(limit, cursor, "holds?use=" + id);
    uses.require(projects.toRead(project, caller).projectId(), id);
    Page<FileHold> page =
        paging.page(holds.page(id, request), request, hold -> List.of(hold.id().toString()));
    People people = accounts.people(page.items().stream().flatMap(FileHoldView::people));
    return new Page<>(
        page.items().stream().map(hold -> FileHoldView.of(hold, people)).toList(),
        page.next(),
        page.self());
  }
}
