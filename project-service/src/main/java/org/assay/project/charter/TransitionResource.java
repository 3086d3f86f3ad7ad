package org.assay.project.charter;

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
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Changes of a project's state over HTTP: each is a resource, with the reason given for it. */
@Path("/api/v1/projects/{key}")
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
class TransitionResource {

  private final ProjectAccess access;
  private final ProjectStewardship stewardship;
  private final Transitions transitions;
  private final ProjectRenderer renderer;
  private final Accounts accounts;

  TransitionResource(
      ProjectAccess access,
      ProjectStewardship stewardship,
      Transitions transitions,
      ProjectRenderer renderer,
      Accounts accounts) {
    this.access = access;
    this.stewardship = stewardship;
    this.transitions = transitions;
    this.renderer = renderer;
    this.accounts = accounts;
  }

  /** Ends a project. */
  @POST
  @Path("/closures")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @APIResponseSchema(value = ProjectView.class, responseCode = "201")
  @Operation(operationId = "closeProject", summary = "Close a project for good")
  @Extension(name = "x-permission", value = "project.close")
  public RestResponse<ProjectView> close(
      @PathParam("key") String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ChangeState command) {
    return perform(ProjectAct.CLOSE, "closures", key, ifMatch, command);
  }

  /** Pauses a project. */
  @POST
  @Path("/holds")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @APIResponseSchema(value = ProjectView.class, responseCode = "201")
  @Operation(operationId = "holdProject", summary = "Pause a project")
  @Extension(name = "x-permission", value = "project.hold")
  public RestResponse<ProjectView> hold(
      @PathParam("key") String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ChangeState command) {
    return perform(ProjectAct.HOLD, "holds", key, ifMatch, command);
  }

  /** Starts or resumes a project. */
  @POST
  @Path("/activations")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @APIResponseSchema(value = ProjectView.class, responseCode = "201")
  @Operation(operationId = "activateProject", summary = "Start or resume a project")
  @Extension(name = "x-permission", value = "project.activate")
  public RestResponse<ProjectView> activate(
      @PathParam("key") String key,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ChangeState command) {
    return perform(ProjectAct.ACTIVATE, "activations", key, ifMatch, command);
  }

  /** Shows the closure that made a revision. */
  @GET
  @Path("/closures/{revision}")
  @Operation(operationId = "getProjectClosure", summary = "Read why a project was closed")
  @Extension(name = "x-permission", value = "project.read")
  public TransitionView closure(
      @PathParam("key") String key, @PathParam("revision") long revision) {
    return find(ProjectAct.CLOSE, key, revision);
  }

  /** Shows the hold that made a revision. */
  @GET
  @Path("/holds/{revision}")
  @Operation(operationId = "getProjectHold", summary = "Read why a project was paused")
  @Extension(name = "x-permission", value = "project.read")
  public TransitionView hold(@PathParam("key") String key, @PathParam("revision") long revision) {
    return find(ProjectAct.HOLD, key, revision);
  }

  /** Shows the activation that made a revision. */
  @GET
  @Path("/activations/{revision}")
  @Operation(operationId = "getProjectActivation", summary = "Read why a project was resumed")
  @Extension(name = "x-permission", value = "project.read")
  public TransitionView activation(
      @PathParam("key") String key, @PathParam("revision") long revision) {
    return find(ProjectAct.ACTIVATE, key, revision);
  }

  private RestResponse<ProjectView> perform(
      ProjectAct act, String path, String key, @Nullable String ifMatch, ChangeState command) {
    VisibleProject seen = access.change(key);
    seen.require(act);
    IfMatch.require(ifMatch, seen.project().revision());
    Transition done =
        stewardship.enter(seen.project(), act, command.reason(), seen.standing().caller());
    URI location = URI.create("/api/v1/projects/%s/%s/%d".formatted(key, path, done.revision()));
    return RestResponse.ResponseBuilder.<ProjectView>created(location)
        .entity(renderer.view(seen.project()))
        .build();
  }

  private TransitionView find(ProjectAct act, String key, long revision) {
    Project project = access.read(key).project();
    return Optional.ofNullable(transitions.findById(new Transition.Key(project.id(), revision)))
        .filter(transition -> transition.act() == act)
        .map(transition -> view(transition, act))
        .orElseThrow(
            () ->
                ProblemException.of(
                    ProjectProblem.TRANSITION_NOT_FOUND,
                    "No such act made revision %d of project %s"
                        .formatted(revision, project.key())));
  }

  private TransitionView view(Transition transition, ProjectAct act) {
    return new TransitionView(
        transition.revision(),
        act.target().orElseThrow(),
        transition.reason(),
        accounts.actor(transition.decidedBy()),
        transition.decidedAt());
  }
}
