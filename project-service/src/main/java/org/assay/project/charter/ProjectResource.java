package org.assay.project.charter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.project.input.MergePatch;
import org.assay.project.membership.Standing;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Projects over HTTP. */
@Path("/api/v1/projects")
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
@Tag(name = "projects")
class ProjectResource {

  private static final Set<String> IMMUTABLE =
      Set.of("id", "key", "state", "owner", "created_at", "created_by", "revision");

  private final CurrentCaller currentCaller;
  private final ProjectAccess access;
  private final ProjectFounding founding;
  private final ProjectStewardship stewardship;
  private final Projects projects;
  private final ProjectRenderer renderer;
  private final MergePatch mergePatch;
  private final Paging paging;

  ProjectResource(
      CurrentCaller currentCaller,
      ProjectAccess access,
      ProjectFounding founding,
      ProjectStewardship stewardship,
      Projects projects,
      ProjectRenderer renderer,
      MergePatch mergePatch,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.access = access;
    this.founding = founding;
    this.stewardship = stewardship;
    this.projects = projects;
    this.renderer = renderer;
    this.mergePatch = mergePatch;
    this.paging = paging;
  }

  /** Creates a project; the caller becomes its owner. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(RoleNames.LEAD)
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @APIResponseSchema(value = ProjectView.class, responseCode = "201")
  @Operation(operationId = "createProject", summary = "Create a project; you become its owner")
  @Extension(name = "x-permission", value = "project.create")
  public RestResponse<ProjectView> create(@NotNull @Valid CreateProject command) {
    Project project = founding.found(command, currentCaller.get());
    return RestResponse.ResponseBuilder.<ProjectView>created(
            URI.create("/api/v1/projects/" + project.key()))
        .entity(renderer.view(project))
        .build();
  }

  /** Lists the projects that the caller may read, newest first. */
  @GET
  @Operation(operationId = "listProjects", summary = "List the projects you may read, newest first")
  @Extension(name = "x-permission", value = "project.read")
  public Page<ProjectView> list(
      @QueryParam("state") @Nullable ProjectState state,
      @QueryParam("unit") @Nullable String unit,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    PageRequest request =
        paging.request(limit, cursor, "projects?state=%s&unit=%s".formatted(state, unit));
    List<Project> found =
        projects.newestFirst(
            new Projects.Filter(state, unit, Standing.readsAll(caller) ? null : caller.subject()),
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    return paging.page(renderer.views(found), request, project -> List.of(project.id().toString()));
  }

  /** Shows one project. */
  @GET
  @Path("/{key}")
  @Operation(operationId = "getProject", summary = "Read a project")
  @Extension(name = "x-permission", value = "project.read")
  public ProjectView get(@PathParam("key") String key) {
    return renderer.view(access.read(key).project());
  }

  /** Changes what is said about a project. */
  @PATCH
  @Path("/{key}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Transactional
  @Operation(operationId = "updateProject", summary = "Change what is said about a project")
  @Extension(name = "x-permission", value = "project.update")
  @RequestBody(content = @Content(schema = @Schema(implementation = ChangeProject.class)))
  public ProjectView update(
      @PathParam("key") String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull JsonNode patch)
      throws JsonProcessingException {
    VisibleProject seen = access.change(key);
    Project project = seen.project();
    ChangeProject changed = mergePatch.apply(ChangeProject.of(project.charter()), patch, IMMUTABLE);
    seen.require(ProjectAct.UPDATE);
    IfMatch.require(ifMatch, project.revision());
    stewardship.change(project, changed, seen.standing().caller());
    return renderer.view(project);
  }
}
