package org.assay.registry.run;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.registry.run.RunView.MetricView;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What runs log, over HTTP. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "runs")
public class RunRecordResource {

  private static final Clock CLOCK = Clock.systemUTC();

  private final CurrentCaller currentCaller;
  private final VisibleRuns visible;
  private final RunLog log;
  private final RunChange change;
  private final ComputeUsage compute;
  private final RunSetups setups;
  private final RunMetrics metrics;
  private final RunViews views;
  private final Paging paging;

  RunRecordResource(
      CurrentCaller currentCaller,
      VisibleRuns visible,
      RunLog log,
      RunChange change,
      ComputeUsage compute,
      RunSetups setups,
      RunMetrics metrics,
      RunViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.visible = visible;
    this.log = log;
    this.change = change;
    this.compute = compute;
    this.setups = setups;
    this.metrics = metrics;
    this.views = views;
    this.paging = paging;
  }

  /** Lists the points of a metric, in order of time, step and value. */
  @GET
  @Path("/{id}/metrics")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "listMetricPoints",
      summary = "List the points of a metric in order of time, step and value")
  @Extension(name = "x-permission", value = "run.read")
  public Page<MetricView> points(
      @PathParam("id") UUID id,
      @QueryParam("key") @NotNull @Size(min = 1, max = 250) String key,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest request = paging.request(limit, cursor, "points?run=%s&key=%s".formatted(id, key));
    UUID run = visible.find(id, currentCaller.get()).run().id();
    Metric after = request.after().map(position -> Metric.at(key, position)).orElse(null);
    Page<Metric> page =
        paging.page(
            metrics.history(run, key, after, request.fetchSize()), request, Metric::position);
    return new Page<>(
        page.items().stream().map(MetricView::from).toList(), page.next(), page.self());
  }

  /** Writes what a run logs, all of it or nothing. */
  @POST
  @Path("/{id}/records")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @Operation(
      operationId = "logToRun",
      summary = "Log metrics, parameters and tags of a run, all of them or nothing")
  @Extension(name = "x-permission", value = "run.update")
  public RestResponse<RunSummary> log(@PathParam("id") UUID id, @NotNull @Valid LogToRun command) {
    Caller caller = currentCaller.get();
    return RestResponse.ok(
        views.summary(log.log(id, command.batch(CLOCK.millis()), caller), caller));
  }

  /** Ends a run. */
  @POST
  @Path("/{id}/endings")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @Operation(operationId = "endRun", summary = "Say how a run ended")
  @Extension(name = "x-permission", value = "run.update")
  public RestResponse<RunSummary> end(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid EndRun command) {
    Caller caller = currentCaller.get();
    VisibleRuns.Found found = visible.toChange(id, caller);
    IfMatch.require(ifMatch, found.run().revision());
    long endedAt = command.endedAt() == null ? CLOCK.millis() : command.endedAt().toEpochMilli();
    RunChange.Asked asked =
        new RunChange.Asked(RunStatus.valueOf(command.status().name()), endedAt, null);
    return RestResponse.ok(views.summary(change.update(id, asked, caller), caller));
  }

  /** Keeps what a run has used. */
  @POST
  @Path("/{id}/compute-usages")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "useCompute",
      summary = "Say what a run has used, which is told as an event")
  @Extension(name = "x-permission", value = "run.update")
  public RestResponse<RunSummary> use(
      @PathParam("id") UUID id, @NotNull @Valid UseCompute command) {
    Caller caller = currentCaller.get();
    return RestResponse.status(
        RestResponse.Status.CREATED, views.summary(compute.keep(id, command, caller), caller));
  }

  /** Lists what a run has used, the last said first. */
  @GET
  @Path("/{id}/compute-usages")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "listComputeUsages",
      summary = "List what a run has used, the last said first")
  @Extension(name = "x-permission", value = "run.read")
  public Page<ComputeUsageView> used(
      @PathParam("id") UUID id,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest request = paging.request(limit, cursor, "compute-usages?run=" + id);
    UUID run = visible.find(id, currentCaller.get()).run().id();
    Page<ComputeUsage.Used> page =
        paging.page(
            compute.page(run, request), request, used -> List.of(Long.toString(used.number())));
    return new Page<>(views.used(page.items()), page.next(), page.self());
  }

  /** Says how a run is made: code, environment, seed, preprocessing. */
  @PUT
  @Path("/{id}/setup")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Transactional
  @Operation(
      operationId = "putRunSetup",
      summary = "Say how a run is made: code, environment, seed, preprocessing")
  @Extension(name = "x-permission", value = "run.update")
  public RunView setup(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid RunSetup setup) {
    Caller caller = currentCaller.get();
    return views.view(setups.say(id, setup, ifMatch, caller), caller);
  }
}
