package org.assay.registry.mlflow.tracking;

import static org.assay.registry.mlflow.MlflowRequest.required;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.experiment.Entry;
import org.assay.registry.loggedmodel.RunModels;
import org.assay.registry.loggedmodel.RunModels.Direction;
import org.assay.registry.mlflow.Done;
import org.assay.registry.mlflow.MlflowPaths;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.run.InputDataset;
import org.assay.registry.run.RunDatasets;
import org.assay.registry.run.RunLog;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.jspecify.annotations.Nullable;

/** What MLflow's runs log. */
@Path(MlflowPaths.API)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Transactional
@RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
public class RunLogResource {

  private final MlflowRequest request;
  private final RunBatches batches;
  private final RunLog log;
  private final RunDatasets datasets;
  private final RunModels models;
  private final OldModels oldModels;

  RunLogResource(
      MlflowRequest request,
      RunBatches batches,
      RunLog log,
      RunDatasets datasets,
      RunModels models,
      OldModels oldModels) {
    this.request = request;
    this.batches = batches;
    this.log = log;
    this.datasets = datasets;
    this.models = models;
    this.oldModels = oldModels;
  }

  /** Logs metrics, parameters and tags together. */
  @POST
  @Path("/runs/log-batch")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.update")
  public Done batch(byte[] body) {
    batches.log(request.body(body, RunCalls.Batch.class));
    return new Done();
  }

  /** Logs one metric. */
  @POST
  @Path("/runs/log-metric")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.update")
  public Done metric(byte[] body) {
    batches.logOne(request.body(body, RunCalls.OneMetric.class).batch());
    return new Done();
  }

  /** Logs one parameter. */
  @POST
  @Path("/runs/log-parameter")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.update")
  public Done param(byte[] body) {
    RunCalls.One asked = request.body(body, RunCalls.One.class);
    batches.log(
        new RunCalls.Batch(
            asked.id(), null, List.of(new TagJson(asked.key(), asked.value())), null));
    return new Done();
  }

  /** Sets one tag. */
  @POST
  @Path("/runs/set-tag")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.update")
  public Done setTag(byte[] body) {
    RunCalls.One asked = request.body(body, RunCalls.One.class);
    batches.log(
        new RunCalls.Batch(
            asked.id(), null, null, List.of(new TagJson(asked.key(), asked.value()))));
    return new Done();
  }

  /** Removes one tag. */
  @POST
  @Path("/runs/delete-tag")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.update")
  public Done deleteTag(byte[] body) {
    RunCalls.One asked = request.body(body, RunCalls.One.class);
    log.deleteTag(TrackingIds.run(asked.id()), required(asked.key(), "key"), request.caller());
    return new Done();
  }

  /** Says what a run reads. */
  @POST
  @Path("/runs/log-inputs")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.update")
  public Done inputs(byte[] body) {
    RunCalls.Inputs asked = request.body(body, RunCalls.Inputs.class);
    UUID run = TrackingIds.run(required(asked.runId(), "run_id"));
    List<RunJson.DatasetInput> named = Objects.requireNonNullElse(asked.datasets(), List.of());
    datasets.add(run, named.stream().map(RunLogResource::dataset).toList(), request.caller());
    models.add(run, Direction.INPUT, uses(asked.models()), request.caller());
    return new Done();
  }

  /** Says which logged models a run writes. */
  @POST
  @Path("/runs/outputs")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.update")
  public Done outputs(byte[] body) {
    RunCalls.Inputs asked = request.body(body, RunCalls.Inputs.class);
    UUID run = TrackingIds.run(required(asked.runId(), "run_id"));
    models.add(run, Direction.OUTPUT, uses(asked.models()), request.caller());
    return new Done();
  }

  /** Keeps the description of a model that a client of MLflow 2 has written below the run. */
  @POST
  @Path("/runs/log-model")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "run.update")
  public Done model(byte[] body) {
    RunCalls.OldModel asked = request.body(body, RunCalls.OldModel.class);
    oldModels.log(
        TrackingIds.run(required(asked.runId(), "run_id")),
        required(asked.modelJson(), "model_json"),
        request.caller());
    return new Done();
  }

  private static List<RunModels.Use> uses(@Nullable List<RunJson.ModelUse> models) {
    return models == null
        ? List.of()
        : models.stream()
            .map(
                use ->
                    new RunModels.Use(
                        TrackingIds.model(required(use.modelId(), "model_id")),
                        Objects.requireNonNullElse(use.step(), 0L)))
            .toList();
  }

  private static InputDataset dataset(RunJson.DatasetInput input) {
    RunJson.Dataset dataset = required(input.dataset(), "dataset");
    List<Entry> tags = TagJson.entries(input.tags());
    return new InputDataset(
        required(dataset.name(), "name"),
        required(dataset.digest(), "digest"),
        required(dataset.sourceType(), "source_type"),
        required(dataset.source(), "source"),
        dataset.schema(),
        dataset.profile(),
        tags);
  }
}
