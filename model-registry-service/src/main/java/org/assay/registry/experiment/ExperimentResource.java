package org.assay.registry.experiment;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import java.util.List;
import java.util.UUID;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.http.Idempotent;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Experiments over HTTP. */
@Path("/api/v1/experiments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "experiments")
public class ExperimentResource {

  private final CurrentCaller currentCaller;
  private final Standings standings;
  private final ExperimentFounding founding;
  private final VisibleExperiments visible;
  private final Experiments experiments;
  private final ExperimentViews views;
  private final Paging paging;

  ExperimentResource(
      CurrentCaller currentCaller,
      Standings standings,
      ExperimentFounding founding,
      VisibleExperiments visible,
      Experiments experiments,
      ExperimentViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.standings = standings;
    this.founding = founding;
    this.visible = visible;
    this.experiments = experiments;
    this.views = views;
    this.paging = paging;
  }

  /** Makes an experiment in a project. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "createExperiment", summary = "Make an experiment in a project")
  @Extension(name = "x-permission", value = "experiment.create")
  public RestResponse<ExperimentView> create(@NotNull @Valid CreateExperiment command) {
    Caller caller = currentCaller.get();
    Standing standing =
        standings.require(new ProjectKey(command.projectKey()), caller, Standing::mayRegister);
    VisibleExperiments.Found made =
        founding.found(standing, command.name(), null, List.of(), caller);
    return RestResponse.ResponseBuilder.<ExperimentView>created(
            UriBuilder.fromPath("/api/v1/experiments/{id}").build(made.experiment().id()))
        .entity(views.view(made, caller))
        .build();
  }

  /** Lists the experiments of a project, newest first. */
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
      operationId = "listExperiments",
      summary = "List the experiments of a project, newest first")
  @Extension(name = "x-permission", value = "experiment.read")
  public Page<ExperimentView> list(
      @QueryParam("project_key") @NotNull @Pattern(regexp = "^" + ProjectKey.PATTERN + "$")
          String projectKey,
      @QueryParam("stage") @DefaultValue("ACTIVE") Stage stage,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    PageRequest request =
        paging.request(
            limit, cursor, "experiments?project_key=%s&stage=%s".formatted(projectKey, stage));
    Standing standing = standings.require(new ProjectKey(projectKey), caller, Standing::mayRead);
    List<Experiment> found =
        experiments.page(standing.projectId(), stage == Stage.DELETED, request);
    Page<Experiment> page =
        paging.page(
            found,
            new PageRequest(
                Math.min(request.limit(), views.fitting(found)), request.key(), request.filter()),
            experiment -> List.of(experiment.createdAt().toString(), experiment.id().toString()));
    return new Page<>(views.views(page.items(), standing, caller), page.next(), page.self());
  }

  /** Shows one experiment. */
  @GET
  @Path("/{id}")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(operationId = "getExperiment", summary = "Read an experiment")
  @Extension(name = "x-permission", value = "experiment.read")
  public ExperimentView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return views.view(visible.find(id, caller, Standing::mayRead), caller);
  }
}
