package org.assay.registry.mlflow.tracking;

import static org.assay.registry.mlflow.MlflowRequest.required;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.experiment.Entry;
import org.assay.registry.mlflow.Done;
import org.assay.registry.mlflow.MlflowPaths;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.mlflow.RepeatedPosts;
import org.assay.registry.run.RunChange;
import org.assay.registry.run.RunStart;
import org.assay.registry.run.VisibleRuns;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.jboss.resteasy.reactive.RestResponse;

/** MLflow's runs; what they log is taken by {@link RunLogResource}. */
@Path(MlflowPaths.API)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Transactional
@RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
public class RunResource {

  private static final Clock CLOCK = Clock.systemUTC();

  private final MlflowRequest request;
  private final RepeatedPosts repeated;
  private final MlflowExperiments experiments;
  private final RunStart start;
  private final RunChange change;
  private final VisibleRuns visible;
  private final RunReader reader;
  private final RunSearches searches;

  RunResource(
      MlflowRequest request,
      RepeatedPosts repeated,
      MlflowExperiments experiments,
      RunStart start,
      RunChange change,
      VisibleRuns visible,
      RunReader reader,
      RunSearches searches) {
    this.request = request;
    this.repeated = repeated;
    this.experiments = experiments;
    this.start = start;
    this.change = change;
    this.visible = visible;
    this.reader = reader;
    this.searches = searches;
  }

  /** Begins a run. */
  @POST
  @Path("/runs/create")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.create")
  public RestResponse<byte[]> create(byte[] body) {
    return repeated.once(body, () -> begun(request.body(body, RunCalls.Create.class)));
  }

  private RunCalls.Answer begun(RunCalls.Create asked) {
    List<Entry> tags = TagJson.entries(asked.tags());
    RunStart.Asked what =
        new RunStart.Asked(
            RunNames.of(asked.runName(), tags),
            asked.userId(),
            asked.startTime() == null ? CLOCK.millis() : asked.startTime(),
            tags);
    String experiment = required(asked.experimentId(), "experiment_id");
    VisibleRuns.Found made = start.start(experiments.toWrite(experiment), what, request.caller());
    return new RunCalls.Answer(reader.begun(made));
  }

  /** Reads a run, a deleted one too. */
  @GET
  @Path("/runs/get")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.read")
  public RunCalls.Answer get() {
    RunCalls.One asked = request.query(RunCalls.One.class);
    return new RunCalls.Answer(
        reader.one(visible.find(TrackingIds.run(asked.id()), request.caller())));
  }

  /** Takes over what its client says of a run. */
  @POST
  @Path("/runs/update")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.update")
  public RunCalls.Updated update(byte[] body) {
    RunCalls.One asked = request.body(body, RunCalls.One.class);
    String name = asked.runName();
    VisibleRuns.Found changed =
        change.update(
            TrackingIds.run(asked.id()),
            new RunChange.Asked(
                asked.status(), asked.endTime(), name == null || name.isEmpty() ? null : name),
            request.caller());
    return new RunCalls.Updated(RunJson.About.from(changed));
  }

  /** Deletes a run. */
  @POST
  @Path("/runs/delete")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.delete")
  public Done delete(byte[] body) {
    RunCalls.One asked = request.body(body, RunCalls.One.class);
    change.delete(TrackingIds.run(asked.id()), request.caller());
    return new Done();
  }

  /** Brings a run back. */
  @POST
  @Path("/runs/restore")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.delete")
  public Done restore(byte[] body) {
    RunCalls.One asked = request.body(body, RunCalls.One.class);
    change.restore(TrackingIds.run(asked.id()), request.caller());
    return new Done();
  }

  /** Searches runs. */
  @POST
  @Path("/runs/search")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.read")
  public RunCalls.Found search(byte[] body) {
    return searches.find(request.body(body, RunCalls.Search.class));
  }

  /** Reads the points of a metric. */
  @GET
  @Path("/metrics/get-history")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.read")
  public RunCalls.Points history() {
    return searches.history(request.query(RunCalls.History.class));
  }
}
