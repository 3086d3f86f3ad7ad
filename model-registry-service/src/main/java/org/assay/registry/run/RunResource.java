package org.assay.registry.run;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.registry.experiment.Stage;
import org.assay.registry.experiment.VisibleExperiments;
import org.assay.registry.project.Standing;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Runs of experiments over HTTP; what they log is taken by {@link RunRecordResource}. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "runs")
public class RunResource {

  private static final Clock CLOCK = Clock.systemUTC();

  private final CurrentCaller currentCaller;
  private final VisibleExperiments experiments;
  private final VisibleRuns visible;
  private final Runs runs;
  private final RunStart start;
  private final RunViews views;
  private final Paging paging;

  RunResource(
      CurrentCaller currentCaller,
      VisibleExperiments experiments,
      VisibleRuns visible,
      Runs runs,
      RunStart start,
      RunViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.experiments = experiments;
    this.visible = visible;
    this.runs = runs;
    this.start = start;
    this.views = views;
    this.paging = paging;
  }

  /** Begins a run of an experiment. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "startRun", summary = "Begin a run of an experiment")
  @Extension(name = "x-permission", value = "run.create")
  public RestResponse<RunView> start(@NotNull @Valid StartRun command) {
    Caller caller = currentCaller.get();
    VisibleExperiments.Found in =
        experiments.find(command.experimentId(), caller, Standing::mayRegister);
    long startedAt =
        command.startedAt() == null ? CLOCK.millis() : command.startedAt().toEpochMilli();
    VisibleRuns.Found made =
        start.start(in, new RunStart.Asked(command.name(), null, startedAt, List.of()), caller);
    return RestResponse.ResponseBuilder.<RunView>created(
            UriBuilder.fromPath("/api/v1/runs/{id}").build(made.run().id()))
        .entity(views.view(made, caller))
        .build();
  }

  /** Lists the runs of an experiment without what they logged, the latest started first. */
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
      operationId = "listRuns",
      summary = "List the runs of an experiment without what they logged, the latest started first")
  @Extension(name = "x-permission", value = "run.read")
  public Page<RunSummary> list(
      @QueryParam("experiment_id") @NotNull UUID experimentId,
      @QueryParam("stage") @DefaultValue("ACTIVE") Stage stage,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    PageRequest request =
        paging.request(
            limit, cursor, "runs?experiment_id=%s&stage=%s".formatted(experimentId, stage));
    VisibleExperiments.Found in = experiments.find(experimentId, caller, Standing::mayRead);
    Page<Run> page =
        paging.page(
            runs.page(experimentId, stage == Stage.DELETED, request),
            request,
            run ->
                List.of(
                    Long.toString(Objects.requireNonNullElse(run.startedAt(), 0L)),
                    run.id().toString()));
    List<VisibleRuns.Found> found =
        page.items().stream()
            .map(run -> new VisibleRuns.Found(run, in.experiment(), in.standing()))
            .toList();
    return new Page<>(views.summaries(found, caller), page.next(), page.self());
  }

  /** Shows one run. */
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
  @Operation(operationId = "getRun", summary = "Read a run with the latest value of each metric")
  @Extension(name = "x-permission", value = "run.read")
  public RunView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return views.view(visible.find(id, caller), caller);
  }
}
