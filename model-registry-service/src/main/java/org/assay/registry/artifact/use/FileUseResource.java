package org.assay.registry.artifact.use;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.http.Idempotent;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.People;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.ArtifactProjects;
import org.assay.registry.artifact.ArtifactReading;
import org.assay.registry.artifact.RequestedPath;
import org.assay.registry.project.Standing;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Uses of files over HTTP. */
@Path("/api/v1/artifacts/{project}/uses")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "artifacts")
class FileUseResource {

  private final CurrentCaller currentCaller;
  private final ArtifactProjects projects;
  private final FileUses uses;
  private final ArtifactReading reading;
  private final Accounts accounts;
  private final Paging paging;
  private final TransactionSynchronizationRegistry transaction;

  FileUseResource(
      CurrentCaller currentCaller,
      ArtifactProjects projects,
      FileUses uses,
      ArtifactReading reading,
      Accounts accounts,
      Paging paging,
      TransactionSynchronizationRegistry transaction) {
    this.currentCaller = currentCaller;
    this.projects = projects;
    this.uses = uses;
    this.reading = reading;
    this.accounts = accounts;
    this.paging = paging;
    this.transaction = transaction;
  }

  /**
   * Lets a service of this installation read a file, which stays as it is for so long; with {@code
   * validate_only} says what would come of it, and forgets it: the id of such an answer belongs to
   * nothing.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "stateFileUse",
      summary =
          "State what a file is used for, or try it with validate_only; until then it stays, and Assay's services read it")
  @Extension(name = "x-permission", value = "artifact.write")
  public RestResponse<UseView> state(
      @PathParam("project") String project,
      @QueryParam("validate_only") @DefaultValue("false") boolean validateOnly,
      @NotNull @Valid StateUse command) {
    Caller caller = currentCaller.get();
    ArtifactPath path = RequestedPath.of(command.path());
    Standing standing = projects.toRemove(project, caller);
    FileUse use = uses.state(standing.projectId(), path, command, caller.subject());
    UseView view = UseView.of(use, project, accounts.people(UseView.people(use)));
    if (validateOnly) {
      transaction.setRollbackOnly();
      return RestResponse.ok(view);
    }
    return RestResponse.ResponseBuilder.<UseView>created(
            UriBuilder.fromPath("/api/v1/artifacts/{project}/uses/{id}/content")
                .build(project, use.id()))
        .entity(view)
        .build();
  }

  /** Lists what the files of a project are or were used for, the newest first. */
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
      operationId = "listFileUses",
      summary = "List what files of a project are or were used for, and what became of them")
  @Extension(name = "x-permission", value = "artifact.read")
  public Page<UseView> list(
      @PathParam("project") String project,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    PageRequest request = paging.request(limit, cursor, "uses?project=" + project);
    Standing standing = projects.toRead(project, caller);
    Page<FileUse> page =
        paging.page(
            uses.page(standing.projectId(), request), request, use -> List.of(use.id().toString()));
    People people = accounts.people(page.items().stream().flatMap(UseView::people));
    return new Page<>(
        page.items().stream().map(use -> UseView.of(use, project, people)).toList(),
        page.next(),
        page.self());
  }

  /** Gives the bytes of a use to a service of this installation, and to nobody else. */
  @GET
  @Path("/{id}/content")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @RolesAllowed(RoleNames.SERVICE)
  @Operation(
      operationId = "readUsedFile",
      summary = "Read the bytes of a file in use, as a service of this installation")
  @Extension(name = "x-permission", value = "artifact.use")
  public RestResponse<Object> content(
      @PathParam("project") String project, @PathParam("id") UUID id) throws IOException {
    FileUse use =
        uses.standing(project, id)
            .orElseThrow(
                () ->
                    ProblemException.of(
                        CommonProblem.NOT_FOUND, "No file of the project is in use as " + id));
    return reading.answerService(use.projectId(), new ArtifactPath(use.path()));
  }
}
