package org.assay.registry.mlflow.tracking;

import static org.assay.registry.mlflow.MlflowRequest.required;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.artifact.ArtifactRecords;
import org.assay.registry.experiment.Experiment;
import org.assay.registry.loggedmodel.ModelLogging;
import org.assay.registry.loggedmodel.VisibleLoggedModels;
import org.assay.registry.mlflow.ArtifactUri;
import org.assay.registry.mlflow.Done;
import org.assay.registry.mlflow.MlflowPaths;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.mlflow.RepeatedPosts;
import org.assay.registry.mlflow.tracking.LoggedModelCalls.Answer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** MLflow's logged models, which its clients write since version 3. */
@Path(MlflowPaths.API)
@Produces(MediaType.APPLICATION_JSON)
@Transactional
@RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
public class LoggedModelResource {

  private final MlflowRequest request;
  private final RepeatedPosts repeated;
  private final MlflowExperiments experiments;
  private final ModelLogging logging;
  private final VisibleLoggedModels visible;
  private final LoggedModelSearches searches;
  private final ArtifactRecords artifacts;

  LoggedModelResource(
      MlflowRequest request,
      RepeatedPosts repeated,
      MlflowExperiments experiments,
      ModelLogging logging,
      VisibleLoggedModels visible,
      LoggedModelSearches searches,
      ArtifactRecords artifacts) {
    this.request = request;
    this.repeated = repeated;
    this.experiments = experiments;
    this.logging = logging;
    this.visible = visible;
    this.searches = searches;
    this.artifacts = artifacts;
  }

  /** Begins a logged model, whose files are still to come. */
  @POST
  @Path("/logged-models")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "logged-model.create")
  public RestResponse<byte[]> create(byte[] body) {
    return repeated.once(body, () -> begun(request.body(body, LoggedModelCalls.Create.class)));
  }

  private Answer begun(LoggedModelCalls.Create asked) {
    String experiment = required(asked.experimentId(), "experiment_id");
    VisibleLoggedModels.Found begun =
        logging.begin(
            experiments.toWrite(experiment),
            new ModelLogging.Asked(
                named(asked.name()),
                asked.modelType(),
                run(asked.sourceRunId()),
                TagJson.entries(asked.params()),
                TagJson.entries(asked.tags())),
            request.caller());
    return new Answer(searches.json(begun));
  }

  /** Searches logged models. */
  @POST
  @Path("/logged-models/search")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "logged-model.read")
  public LoggedModelCalls.Found search(byte[] body) {
    return searches.find(request.body(body, LoggedModelCalls.Search.class));
  }

  /** Reads a logged model. */
  @GET
  @Path("/logged-models/{id}")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "logged-model.read")
  public Answer get(@PathParam("id") String id) {
    return new Answer(searches.json(visible.find(TrackingIds.model(id), request.caller())));
  }

  /** Says how the upload of a logged model ended. */
  @PATCH
  @Path("/logged-models/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "logged-model.update")
  public Answer finish(@PathParam("id") String id, byte[] body) {
    LoggedModelCalls.Finish asked = request.body(body, LoggedModelCalls.Finish.class);
    String status = required(asked.status(), "status").asText();
    return new Answer(
        searches.json(
            logging.finish(
                TrackingIds.model(id), LoggedModelJson.status(status), request.caller())));
  }

  /** Deletes a logged model and its files. */
  @DELETE
  @Path("/logged-models/{id}")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "logged-model.delete")
  public Done delete(@PathParam("id") String id) {
    removeFiles(logging.delete(TrackingIds.model(id), request.caller()));
    return new Done();
  }

  /** In the same transaction: where a version rests on the files, neither is deleted. */
  private void removeFiles(VisibleLoggedModels.Found deleted) {
    Experiment experiment = deleted.experiment();
    ArtifactUri.parse(ArtifactUris.ofModel(experiment, deleted.model().id()))
        .filter(files -> files.project().equals(experiment.project()))
        .ifPresent(
            files -> artifacts.removeTree(experiment.projectId(), files.path(), request.caller()));
  }

  /** Sets tags. */
  @PATCH
  @Path("/logged-models/{id}/tags")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "logged-model.update")
  public Done setTags(@PathParam("id") String id, byte[] body) {
    LoggedModelCalls.Tags asked = request.body(body, LoggedModelCalls.Tags.class);
    logging.setTags(TrackingIds.model(id), TagJson.entries(asked.tags()), request.caller());
    return new Done();
  }

  /** Removes a tag, whose key may hold slashes. */
  @DELETE
  @Path("/logged-models/{id}/tags/{key:.+}")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "logged-model.update")
  public Done deleteTag(@PathParam("id") String id, @PathParam("key") String key) {
    logging.deleteTag(TrackingIds.model(id), key, request.caller());
    return new Done();
  }

  /** Adds parameters. */
  @POST
  @Path("/logged-models/{id}/params")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "logged-model.update")
  public Done addParams(@PathParam("id") String id, byte[] body) {
    LoggedModelCalls.Params asked = request.body(body, LoggedModelCalls.Params.class);
    logging.addParams(TrackingIds.model(id), TagJson.entries(asked.params()), request.caller());
    return new Done();
  }

  private static String named(@Nullable String name) {
    return name == null || name.isEmpty() ? RunNames.invented("model") : name;
  }

  private static @Nullable UUID run(@Nullable String written) {
    return written == null || written.isEmpty() ? null : TrackingIds.run(written);
  }
}
