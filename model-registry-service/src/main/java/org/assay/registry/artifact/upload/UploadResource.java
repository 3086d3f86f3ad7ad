package org.assay.registry.artifact.upload;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.http.Streamed;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.People;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.registry.artifact.Artifact;
import org.assay.registry.artifact.ArtifactConfig;
import org.assay.registry.artifact.ArtifactProjects;
import org.assay.registry.artifact.ArtifactView;
import org.assay.registry.artifact.ArtifactViews;
import org.assay.registry.artifact.Condition;
import org.assay.registry.artifact.ReprDigest;
import org.assay.registry.project.Standing;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Files that come in parts, over HTTP. */
@Path("/api/v1/artifacts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "artifacts")
public class UploadResource {

  private final CurrentCaller currentCaller;
  private final ArtifactProjects projects;
  private final Uploading uploading;
  private final UploadParts parts;
  private final Uploads uploads;
  private final ArtifactViews artifacts;
  private final Accounts accounts;
  private final ArtifactConfig config;

  UploadResource(
      CurrentCaller currentCaller,
      ArtifactProjects projects,
      Uploading uploading,
      UploadParts parts,
      Uploads uploads,
      ArtifactViews artifacts,
      Accounts accounts,
      ArtifactConfig config) {
    this.currentCaller = currentCaller;
    this.projects = projects;
    this.uploading = uploading;
    this.parts = parts;
    this.uploads = uploads;
    this.artifacts = artifacts;
    this.accounts = accounts;
    this.config = config;
  }

  /** Begins an upload in parts. */
  @POST
  @Path("/{project}/uploads")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "beginUpload", summary = "Begin to send a file in parts")
  @Extension(name = "x-permission", value = "artifact.write")
  public RestResponse<UploadView> begin(
      @PathParam("project") String project, @NotNull @Valid BeginUpload command) {
    Caller caller = currentCaller.get();
    Standing standing = projects.toAdd(project, caller);
    Upload upload = uploading.begin(standing.projectId(), command, caller);
    return RestResponse.ResponseBuilder.<UploadView>created(
            UriBuilder.fromPath("/api/v1/artifacts/{project}/uploads/{id}")
                .build(project, upload.id()))
        .entity(view(upload, List.of()))
        .build();
  }

  /** Lists the uploads of a project that are under way, the oldest first; all fit one page. */
  @GET
  @Path("/{project}/uploads")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Operation(operationId = "listUploads", summary = "List the uploads under way")
  @Extension(name = "x-permission", value = "artifact.write")
  public Page<UploadView> list(@PathParam("project") String project) {
    Standing standing = projects.toRemove(project, currentCaller.get());
    List<UploadView> views =
        uploads.of(standing.projectId(), config.uploadsPerProject()).stream()
            .map(upload -> view(upload, null))
            .toList();
    return new Page<>(views, null, "/api/v1/artifacts/" + project + "/uploads");
  }

  /** Shows an upload with the parts that are there: what is missing is what to send. */
  @GET
  @Path("/{project}/uploads/{id}")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Operation(operationId = "getUpload", summary = "Read which parts of an upload are there")
  @Extension(name = "x-permission", value = "artifact.write")
  public UploadView get(@PathParam("project") String project, @PathParam("id") UUID id) {
    Standing standing = projects.toRemove(project, currentCaller.get());
    return view(found(standing, id), uploads.parts(id));
  }

  /** Takes a part in; the same part may be sent again, with the same bytes. */
  @PUT
  @Path("/{project}/uploads/{id}/parts/{number}")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Operation(operationId = "uploadPart", summary = "Send one part of a file")
  @Extension(name = "x-permission", value = "artifact.write")
  public Part part(
      @PathParam("project") String project,
      @PathParam("id") UUID id,
      @PathParam("number") int number,
      @HeaderParam(ReprDigest.HEADER) @Nullable String digest,
      @Streamed InputStream body) {
    Standing standing = projects.toAdd(project, currentCaller.get());
    return parts.take(found(standing, id), number, ReprDigest.read(digest), body);
  }

  /** Puts the file under its path, once all parts are there. */
  @POST
  @Path("/{project}/uploads/{id}/completions")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "completeUpload", summary = "Put the file under its path")
  @Extension(name = "x-permission", value = "artifact.write")
  public RestResponse<ArtifactView> complete(
      @PathParam("project") String project,
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    Caller caller = currentCaller.get();
    Condition condition = Condition.of(ifMatch, ifNoneMatch);
    Standing standing = projects.toAdd(project, caller);
    Artifact stored = uploading.complete(standing.projectId(), id, condition, caller);
    return RestResponse.ResponseBuilder.<ArtifactView>created(
            UriBuilder.fromPath("/api/v1/artifacts/{project}/files")
                .path(stored.path().value())
                .build(project))
        .header(HttpHeaders.ETAG, stored.entityTag())
        .entity(artifacts.view(stored, standing, caller))
        .build();
  }

  /** Gives an upload up. */
  @DELETE
  @Path("/{project}/uploads/{id}")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Transactional
  @Operation(operationId = "abandonUpload", summary = "Give an upload up, with its parts")
  @Extension(name = "x-permission", value = "artifact.write")
  public void abandon(@PathParam("project") String project, @PathParam("id") UUID id) {
    Standing standing = projects.toRemove(project, currentCaller.get());
    uploading.abandon(standing.projectId(), id);
  }

  private Upload found(Standing standing, UUID id) {
    return uploads.of(standing.projectId(), id).orElseThrow(() -> Uploading.notFound(id));
  }

  private UploadView view(Upload upload, @Nullable List<Part> there) {
    People people = accounts.people(java.util.stream.Stream.of(upload.createdBy()));
    return new UploadView(
        upload.id(),
        upload.path().value(),
        upload.size(),
        upload.partSize(),
        upload.parts(),
        there,
        upload.assembled(),
        upload.digest().orElse(null),
        upload.createdAt(),
        people.named(upload.createdBy()),
        upload.createdAt().plus(config.uploadLifetime()));
  }
}
