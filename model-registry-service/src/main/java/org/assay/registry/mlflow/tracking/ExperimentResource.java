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
import java.util.Objects;
import java.util.Optional;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.Experiment;
import org.assay.registry.experiment.ExperimentChange;
import org.assay.registry.experiment.ExperimentFounding;
import org.assay.registry.experiment.VisibleExperiments.Found;
import org.assay.registry.mlflow.Done;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.MlflowPaths;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.mlflow.RepeatedPosts;
import org.assay.registry.mlflow.Workspace;
import org.assay.registry.mlflow.tracking.ExperimentCalls.One;
import org.assay.registry.project.Standing;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.jboss.resteasy.reactive.RestResponse;

/** MLflow's experiments. */
@Path(MlflowPaths.API)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Transactional
@RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
public class ExperimentResource {

  private final MlflowRequest request;
  private final RepeatedPosts repeated;
  private final MlflowExperiments located;
  private final ExperimentFounding founding;
  private final ExperimentChange change;
  private final ExperimentSearches searches;

  ExperimentResource(
      MlflowRequest request,
      RepeatedPosts repeated,
      MlflowExperiments located,
      ExperimentFounding founding,
      ExperimentChange change,
      ExperimentSearches searches) {
    this.request = request;
    this.repeated = repeated;
    this.located = located;
    this.founding = founding;
    this.change = change;
    this.searches = searches;
  }

  /** Makes an experiment. */
  @POST
  @Path("/experiments/create")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "experiment.create")
  public RestResponse<byte[]> create(byte[] body) {
    return repeated.once(body, () -> made(request.body(body, ExperimentCalls.Create.class)));
  }

  private ExperimentCalls.Created made(ExperimentCalls.Create asked) {
    String name = required(asked.name(), "name");
    Workspace.Placed placed = request.workspace().place(name, '/');
    String location = asked.artifactLocation();
    Found made =
        founding.found(
            located.standing(placed.project(), Standing::mayRegister),
            placed.name(),
            location == null || location.isEmpty() ? null : location,
            TagJson.entries(asked.tags()),
            request.caller());
    return new ExperimentCalls.Created(TrackingIds.written(made.experiment().id()));
  }

  /** Reads an experiment. */
  @GET
  @Path("/experiments/get")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "experiment.read")
  public ExperimentCalls.Answer get() {
    One asked = request.query(One.class);
    return answer(located.toRead(required(asked.experimentId(), "experiment_id")));
  }

  /** Reads an experiment by its name, a deleted one too. */
  @GET
  @Path("/experiments/get-by-name")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "experiment.read")
  public ExperimentCalls.Answer byName() {
    One asked = request.query(One.class);
    return answer(located.named(required(asked.experimentName(), "experiment_name")));
  }

  /** Searches experiments. */
  @POST
  @Path("/experiments/search")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "experiment.read")
  public ExperimentCalls.Found search(byte[] body) {
    return searches.find(request.body(body, ExperimentCalls.Search.class));
  }

  /** Searches experiments, as {@link #search} does. */
  @GET
  @Path("/experiments/search")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "experiment.read")
  public ExperimentCalls.Found searchByQuery() {
    return searches.find(request.query(ExperimentCalls.Search.class));
  }

  /** Renames an experiment. */
  @POST
  @Path("/experiments/update")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "experiment.update")
  public Done update(byte[] body) {
    One asked = request.body(body, One.class);
    String written = required(asked.newName(), "new_name");
    Experiment experiment = mine(asked);
    Workspace.Placed placed = request.workspace().place(written, '/');
    if (!placed.project().equals(experiment.project())) {
      throw MlflowFailure.invalid(
          "Invalid value for parameter 'new_name': an experiment stays in its project, %s."
              .formatted(experiment.project()));
    }
    change.rename(experiment.id(), placed.name(), request.caller());
    return new Done();
  }

  /** Deletes an experiment with its runs. */
  @POST
  @Path("/experiments/delete")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "experiment.delete")
  public RestResponse<byte[]> delete(byte[] body) {
    return repeated.once(body, () -> deleted(mine(request.body(body, One.class))));
  }

  private Done deleted(Experiment experiment) {
    if (!change.delete(experiment.id(), request.caller())) {
      throw MlflowFailure.absent(
          "No Experiment with id=%s exists that is not deleted already."
              .formatted(TrackingIds.written(experiment.id())));
    }
    return new Done();
  }

  /** Brings an experiment back. */
  @POST
  @Path("/experiments/restore")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "experiment.delete")
  public RestResponse<byte[]> restore(byte[] body) {
    return repeated.once(body, () -> restored(mine(request.body(body, One.class))));
  }

  private Done restored(Experiment experiment) {
    if (!change.restore(experiment.id(), request.caller())) {
      throw MlflowFailure.absent(
          "No deleted Experiment with id=%s exists."
              .formatted(TrackingIds.written(experiment.id())));
    }
    return new Done();
  }

  /** Sets a tag. */
  @POST
  @Path("/experiments/set-experiment-tag")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "experiment.update")
  public Done setTag(byte[] body) {
    One asked = request.body(body, One.class);
    Entry tag =
        new Entry(required(asked.key(), "key"), Objects.requireNonNullElse(asked.value(), ""));
    change.setTag(mine(asked).id(), tag, request.caller());
    return new Done();
  }

  /** Removes a tag. */
  @POST
  @Path("/experiments/delete-experiment-tag")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "experiment.update")
  public Done deleteTag(byte[] body) {
    One asked = request.body(body, One.class);
    String key = required(asked.key(), "key");
    change.deleteTag(mine(asked).id(), key, request.caller());
    return new Done();
  }

  private Experiment mine(One asked) {
    String id = required(asked.experimentId(), "experiment_id");
    return located.toWrite(id).experiment();
  }

  private ExperimentCalls.Answer answer(Optional<Found> found) {
    return new ExperimentCalls.Answer(
        found.map(one -> searches.json(one.experiment())).orElseGet(ExperimentJson::standard));
  }
}
