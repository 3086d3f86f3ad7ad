package org.assay.registry.mlflow.tracking;

import static org.assay.registry.mlflow.MlflowRequest.required;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.ArtifactReading;
import org.assay.registry.artifact.RequestedPath;
import org.assay.registry.experiment.Experiment;
import org.assay.registry.loggedmodel.VisibleLoggedModels;
import org.assay.registry.mlflow.ArtifactUri;
import org.assay.registry.mlflow.MlflowPaths;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.run.VisibleRuns;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.jspecify.annotations.Nullable;

/** Lists the files of a run or a logged model, as far as they are kept here. */
@Path(MlflowPaths.API)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
  RoleNames.ENGINEER,
  RoleNames.ETHICS_REVIEWER,
  RoleNames.PERFORMANCE_REVIEWER,
  RoleNames.LEAD,
  RoleNames.AUDITOR,
  RoleNames.ADMIN
})
public class ArtifactListResource {

  private final MlflowRequest request;
  private final VisibleRuns runs;
  private final VisibleLoggedModels models;
  private final ArtifactReading reading;

  ArtifactListResource(
      MlflowRequest request,
      VisibleRuns runs,
      VisibleLoggedModels models,
      ArtifactReading reading) {
    this.request = request;
    this.runs = runs;
    this.models = models;
    this.reading = reading;
  }

  /** Lists a folder of a run. */
  @GET
  @Path("/artifacts/list")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "artifact.read")
  public Listing ofRun(
      @QueryParam("run_id") @Nullable String run, @QueryParam("path") @Nullable String path) {
    @Nullable ArtifactPath folder = RequestedPath.folder(path);
    UUID id = TrackingIds.run(required(run, "run_id"));
    VisibleRuns.Found found = runs.find(id, request.caller());
    return listing(found.experiment(), ArtifactUris.ofRun(found.experiment(), id), folder);
  }

  /** Lists a folder of a logged model. */
  @GET
  @Path("/logged-models/{id}/artifacts/directories")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "artifact.read")
  public Listing ofModel(
      @PathParam("id") String model, @QueryParam("artifact_directory_path") @Nullable String path) {
    @Nullable ArtifactPath folder = RequestedPath.folder(path);
    UUID id = TrackingIds.model(model);
    VisibleLoggedModels.Found found = models.find(id, request.caller());
    return listing(found.experiment(), ArtifactUris.ofModel(found.experiment(), id), folder);
  }

  private Listing listing(Experiment experiment, String root, @Nullable ArtifactPath folder) {
    List<File> files =
        ArtifactUri.parse(root)
            .filter(here -> here.project().equals(experiment.project()))
            .map(here -> files(experiment.projectId(), here.path(), folder))
            .orElse(List.of());
    return new Listing(root, files);
  }

  private List<File> files(UUID project, ArtifactPath root, @Nullable ArtifactPath folder) {
    String before = folder == null ? "" : folder.value() + "/";
    ArtifactPath whole =
        folder == null ? root : new ArtifactPath(root.value() + "/" + folder.value());
    return reading.children(project, whole).stream()
        .map(
            child ->
                new File(
                    before + child.name(), child.folder(), child.folder() ? null : child.size()))
        .toList();
  }

  record Listing(String rootUri, List<File> files) {}

  record File(String path, boolean isDir, @Nullable Long fileSize) {}
}
