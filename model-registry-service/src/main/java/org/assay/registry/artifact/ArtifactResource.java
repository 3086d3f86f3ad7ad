package org.assay.registry.artifact;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.assay.kit.http.IfMatch;
import org.assay.kit.http.Streamed;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.registry.project.Standing;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The files of a project over HTTP; bodies stream both ways, whatever their size. */
@Path("/api/v1/artifacts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "artifacts")
public class ArtifactResource {

  /** Segments of the target before a file's own path: api, v1, artifacts, the project, files. */
  private static final int BEFORE_PATH = 5;

  private final CurrentCaller currentCaller;
  private final ArtifactProjects projects;
  private final Artifacts artifacts;
  private final ArtifactReading reading;
  private final ArtifactKeeping keeping;
  private final ArtifactRecords records;
  private final ArtifactViews views;
  private final Paging paging;

  ArtifactResource(
      CurrentCaller currentCaller,
      ArtifactProjects projects,
      Artifacts artifacts,
      ArtifactReading reading,
      ArtifactKeeping keeping,
      ArtifactRecords records,
      ArtifactViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.projects = projects;
    this.artifacts = artifacts;
    this.reading = reading;
    this.keeping = keeping;
    this.records = records;
    this.views = views;
    this.paging = paging;
  }

  /** Lists what lies in a folder of a project, however deep, in order of path. */
  @GET
  @Path("/{project}/files")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(operationId = "listArtifacts", summary = "List the files of a project, by path")
  @Extension(name = "x-permission", value = "artifact.read")
  public Page<ArtifactView> list(
      @PathParam("project") String project,
      @QueryParam("folder") @Size(max = ArtifactPath.MAX_BYTES) @Nullable String folder,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    PageRequest request =
        paging.request(limit, cursor, "artifacts?project=%s&folder=%s".formatted(project, folder));
    @Nullable ArtifactPath within = RequestedPath.folder(folder);
    Standing standing = projects.toRead(project, caller);
    Page<Artifact> page =
        paging.page(
            artifacts.page(standing.projectId(), within, request),
            request,
            artifact -> List.of(artifact.path().value()));
    return new Page<>(views.views(page.items(), standing, caller), page.next(), page.self());
  }

  /** Sends a file's bytes, all or a range of them. */
  @GET
  @Path("/{project}/files/{path: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(operationId = "downloadArtifact", summary = "Download a file, or a range of it")
  @Extension(name = "x-permission", value = "artifact.read")
  public RestResponse<Object> download(
      @PathParam("project") String project,
      @PathParam("path") String path,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @HeaderParam("Range") @Nullable String range,
      @HeaderParam("If-Range") @Nullable String ifRange,
      @Context UriInfo uri)
      throws IOException {
    Caller caller = currentCaller.get();
    ArtifactPath file = path(uri);
    Standing standing = projects.toRead(project, caller);
    return reading.answer(standing, caller, file, new Download.Asked(ifNoneMatch, range, ifRange));
  }

  /** Puts a file under a path: a new one with {@code If-None-Match: *}, else what it replaces. */
  @PUT
  @Path("/{project}/files/{path: .+}")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Operation(operationId = "uploadArtifact", summary = "Upload a file in one piece")
  @Extension(name = "x-permission", value = "artifact.write")
  public RestResponse<ArtifactView> upload(
      @PathParam("project") String project,
      @PathParam("path") String path,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String mediaType,
      @HeaderParam(ReprDigest.HEADER) @Nullable String digest,
      @Context UriInfo uri,
      @Streamed InputStream body) {
    Caller caller = currentCaller.get();
    ArtifactPath file = path(uri);
    Condition condition = Condition.of(ifMatch, ifNoneMatch);
    ArtifactKeeping.Sent sent =
        ArtifactKeeping.Sent.of(length, ReprDigest.read(digest), mediaType, condition);
    Standing standing = projects.toAdd(project, caller);
    Artifact stored = keeping.put(standing.projectId(), file, sent, body, caller);
    return RestResponse.ResponseBuilder.ok(views.view(stored, standing, caller))
        .header(HttpHeaders.ETAG, stored.entityTag())
        .build();
  }

  /** Removes a file. */
  @DELETE
  @Path("/{project}/files/{path: .+}")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Transactional
  @Operation(operationId = "removeArtifact", summary = "Remove a file that no version rests on")
  @Extension(name = "x-permission", value = "artifact.write")
  public void remove(
      @PathParam("project") String project,
      @PathParam("path") String path,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @Context UriInfo uri) {
    Caller caller = currentCaller.get();
    ArtifactPath file = path(uri);
    Standing standing = projects.toRemove(project, caller);
    records.remove(standing.projectId(), file, Condition.of(ifMatch, null), caller);
  }

  private static ArtifactPath path(UriInfo uri) {
    return RequestedPath.after(uri.getRequestUri().getRawPath(), BEFORE_PATH);
  }
}
