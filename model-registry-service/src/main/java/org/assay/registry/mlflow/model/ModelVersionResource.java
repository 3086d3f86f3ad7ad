package org.assay.registry.mlflow.model;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.mlflow.Done;
import org.assay.registry.mlflow.MlflowPaths;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.mlflow.RepeatedPosts;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.jboss.resteasy.reactive.RestResponse;

/** Versions as MLflow's clients know them. */
@Path(MlflowPaths.API)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
public class ModelVersionResource {

  private final MlflowRequest request;
  private final RepeatedPosts repeated;
  private final RegisteredVersions versions;

  ModelVersionResource(MlflowRequest request, RepeatedPosts repeated, RegisteredVersions versions) {
    this.request = request;
    this.repeated = repeated;
    this.versions = versions;
  }

  /** Registers a version. */
  @POST
  @Path("/model-versions/create")
  @Transactional
  @Extension(name = "x-permission", value = "version.register")
  public RestResponse<byte[]> create(byte[] body) {
    return repeated.once(
        body,
        () -> new Answer.OfVersion(versions.create(request.body(body, Asked.NewVersion.class))));
  }

  /** Shows a version. */
  @GET
  @Path("/model-versions/get")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Extension(name = "x-permission", value = "version.read")
  public Answer.OfVersion get() {
    return new Answer.OfVersion(versions.get(request.query(Asked.OfVersion.class)));
  }

  /** Says where to load a version from. */
  @GET
  @Path("/model-versions/get-download-uri")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Extension(name = "x-permission", value = "version.read")
  public Answer.Location location() {
    return new Answer.Location(versions.location(request.query(Asked.OfVersion.class)));
  }

  /** Describes a version anew. */
  @PATCH
  @Path("/model-versions/update")
  @Transactional
  @Extension(name = "x-permission", value = "version.update")
  public Answer.OfVersion update(byte[] body) {
    return new Answer.OfVersion(versions.describe(request.body(body, Asked.OfVersion.class)));
  }

  /** Labels a version with a stage. */
  @POST
  @Path("/model-versions/transition-stage")
  @Transactional
  @Extension(name = "x-permission", value = "version.update")
  public Answer.OfVersion transition(byte[] body) {
    return new Answer.OfVersion(versions.label(request.body(body, Asked.OfVersion.class)));
  }

  /** Ends a version: a draft is discarded, any other retired, as its state allows. */
  @DELETE
  @Path("/model-versions/delete")
  @Transactional
  @Extension(name = "x-permission", value = "version.retire")
  public Done delete(byte[] body) {
    versions.delete(request.body(body, Asked.OfVersion.class));
    return new Done();
  }

  /** Sets a tag of a version. */
  @POST
  @Path("/model-versions/set-tag")
  @Transactional
  @Extension(name = "x-permission", value = "version.update")
  public Done setTag(byte[] body) {
    versions.tag(request.body(body, Asked.OfVersion.class));
    return new Done();
  }

  /** Removes a tag of a version. */
  @DELETE
  @Path("/model-versions/delete-tag")
  @Transactional
  @Extension(name = "x-permission", value = "version.update")
  public Done deleteTag(byte[] body) {
    versions.untag(request.body(body, Asked.OfVersion.class));
    return new Done();
  }

  /** Finds versions by model, origin, state and tags. */
  @GET
  @Path("/model-versions/search")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Extension(name = "x-permission", value = "version.read")
  public Answer.VersionPage search() {
    return versions.search(request.query(Asked.Search.class));
  }
}
