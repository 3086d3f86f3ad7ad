package org.assay.registry.mlflow.artifact;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.assay.kit.http.Streamed;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.artifact.ArtifactKeeping;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.ArtifactProjects;
import org.assay.registry.artifact.ArtifactReading;
import org.assay.registry.artifact.ArtifactRecords;
import org.assay.registry.artifact.Artifacts;
import org.assay.registry.artifact.Condition;
import org.assay.registry.artifact.Download;
import org.assay.registry.artifact.RequestedPath;
import org.assay.registry.mlflow.Done;
import org.assay.registry.mlflow.MlflowPaths;
import org.assay.registry.project.Standing;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The files of MLflow's runs and models. The first segment of a path is the project's key, whether
 * or not the client chose a workspace: locations are Assay's own, and each says where it belongs.
 */
@Path(MlflowPaths.ARTIFACTS)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MlflowArtifactResource {

  private final CurrentCaller currentCaller;
  private final ArtifactProjects projects;
  private final ArtifactReading reading;
  private final ArtifactKeeping keeping;
  private final ArtifactRecords records;

  MlflowArtifactResource(
      CurrentCaller currentCaller,
      ArtifactProjects projects,
      ArtifactReading reading,
      ArtifactKeeping keeping,
      ArtifactRecords records) {
    this.currentCaller = currentCaller;
    this.projects = projects;
    this.reading = reading;
    this.keeping = keeping;
    this.records = records;
  }

  /** Lists what lies in a folder itself; a file and what does not exist are empty. */
  @GET
  @Path("/artifacts")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Extension(name = "x-permission", value = "artifact.read")
  public Listing list(@QueryParam("path") @Nullable String path) {
    @Nullable ArtifactPath asked = RequestedPath.folder(path);
    if (asked == null) {
      return new Listing(List.of());
    }
    Place place = Place.of(asked);
    Standing standing = projects.toRead(place.project(), currentCaller.get());
    return new Listing(
        reading.children(standing.projectId(), place.path()).stream().map(Entry::of).toList());
  }

  /** Sends a file's bytes. */
  @GET
  @Path("/artifacts/{path: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Extension(name = "x-permission", value = "artifact.read")
  public RestResponse<Object> download(
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @HeaderParam("Range") @Nullable String range,
      @HeaderParam("If-Range") @Nullable String ifRange,
      @Context UriInfo uri)
      throws IOException {
    Place place = place(uri);
    ArtifactPath file = place.requirePath();
    Caller caller = currentCaller.get();
    Standing standing = projects.toRead(place.project(), caller);
    return reading.answer(standing, caller, file, new Download.Asked(ifNoneMatch, range, ifRange));
  }

  /** Puts a file under a path, in the place of what lies there. */
  @PUT
  @Path("/artifacts/{path: .+}")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Extension(name = "x-permission", value = "artifact.write")
  public Done upload(
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String mediaType,
      @Context UriInfo uri,
      @Streamed InputStream body) {
    Place place = place(uri);
    ArtifactPath file = place.requirePath();
    Caller caller = currentCaller.get();
    Standing standing = projects.toAdd(place.project(), caller);
    keeping.put(
        standing.projectId(),
        file,
        ArtifactKeeping.Sent.of(length, null, mediaType, new Condition.Whatever()),
        body,
        caller);
    return new Done();
  }

  /** Removes a file, or a folder with all that is in it; nothing there is no fault. */
  @DELETE
  @Path("/artifacts/{path: .+}")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Transactional
  @Extension(name = "x-permission", value = "artifact.write")
  public Done remove(@Context UriInfo uri) {
    Place place = place(uri);
    ArtifactPath path = place.requirePath();
    Caller caller = currentCaller.get();
    Standing standing = projects.toRemove(place.project(), caller);
    records.removeTree(standing.projectId(), path, caller);
    return new Done();
  }

  private static Place place(UriInfo uri) {
    return Place.of(RequestedPath.after(uri.getRequestUri().getRawPath(), Place.BEFORE));
  }

  /**
   * What lies in a folder.
   *
   * @param files its files and folders, by their names in it
   */
  record Listing(List<Entry> files) {}

  /**
   * A file or folder.
   *
   * @param path its name in the folder that was asked for
   * @param isDir whether it is a folder
   * @param fileSize how many bytes a file has
   */
  record Entry(String path, boolean isDir, @Nullable Long fileSize) {

    static Entry of(Artifacts.Child child) {
      return new Entry(child.name(), child.folder(), child.folder() ? null : child.size());
    }
  }
}
