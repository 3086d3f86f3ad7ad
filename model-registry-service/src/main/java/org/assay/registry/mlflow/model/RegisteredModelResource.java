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
import java.util.List;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.mlflow.Done;
import org.assay.registry.mlflow.MlflowPaths;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.mlflow.RepeatedPosts;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.jboss.resteasy.reactive.RestResponse;

/** Registered models as MLflow's clients know them. */
@Path(MlflowPaths.API)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
public class RegisteredModelResource {

  private final MlflowRequest request;
  private final RepeatedPosts repeated;
  private final RegisteredModels registered;

  RegisteredModelResource(
      MlflowRequest request, RepeatedPosts repeated, RegisteredModels registered) {
    this.request = request;
    this.repeated = repeated;
    this.registered = registered;
  }

  /** Registers a model. */
  @POST
  @Path("/registered-models/create")
  @Transactional
  @Extension(name = "x-permission", value = "model.create")
  public RestResponse<byte[]> create(byte[] body) {
    return repeated.once(
        body, () -> new Answer.OfModel(registered.create(request.body(body, Asked.OfModel.class))));
  }

  /** Shows a model. */
  @GET
  @Path("/registered-models/get")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Extension(name = "x-permission", value = "model.read")
  public Answer.OfModel get() {
    return new Answer.OfModel(registered.get(request.query(Asked.OfModel.class)));
  }

  /** Describes a model anew. */
  @PATCH
  @Path("/registered-models/update")
  @Transactional
  @Extension(name = "x-permission", value = "model.update")
  public Answer.OfModel update(byte[] body) {
    return new Answer.OfModel(registered.describe(request.body(body, Asked.OfModel.class)));
  }

  /** Gives a model another name, where no review rests on the one it has. */
  @POST
  @Path("/registered-models/rename")
  @Transactional
  @Extension(name = "x-permission", value = "model.update")
  public RestResponse<byte[]> rename(byte[] body) {
    return repeated.once(
        body, () -> new Answer.OfModel(registered.rename(request.body(body, Asked.OfModel.class))));
  }

  /** Archives a model with all its versions, where each of them may go. */
  @DELETE
  @Path("/registered-models/delete")
  @Transactional
  @Extension(name = "x-permission", value = "model.update")
  public Done delete(byte[] body) {
    registered.delete(request.body(body, Asked.OfModel.class));
    return new Done();
  }

  /** Sets a tag of a model. */
  @POST
  @Path("/registered-models/set-tag")
  @Transactional
  @Extension(name = "x-permission", value = "model.update")
  public Done setTag(byte[] body) {
    registered.tag(request.body(body, Asked.OfModel.class));
    return new Done();
  }

  /** Removes a tag of a model. */
  @DELETE
  @Path("/registered-models/delete-tag")
  @Transactional
  @Extension(name = "x-permission", value = "model.update")
  public Done deleteTag(byte[] body) {
    registered.untag(request.body(body, Asked.OfModel.class));
    return new Done();
  }

  /** Shows the highest version of each stage, as Python asks for it. */
  @POST
  @Path("/registered-models/get-latest-versions")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Extension(name = "x-permission", value = "model.read")
  public Answer.Versions latest(byte[] body) {
    return latest(request.body(body, Asked.OfModel.class));
  }

  /** Shows the highest version of each stage, as Java asks for it. */
  @GET
  @Path("/registered-models/get-latest-versions")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Extension(name = "x-permission", value = "model.read")
  public Answer.Versions latest() {
    return latest(request.query(Asked.OfModel.class));
  }

  /** Finds models by name and tags. */
  @GET
  @Path("/registered-models/search")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Extension(name = "x-permission", value = "model.read")
  public Answer.ModelPage search() {
    return registered.search(request.query(Asked.Search.class));
  }

  private Answer.Versions latest(Asked.OfModel asked) {
    return new Answer.Versions(List.copyOf(registered.latest(asked)));
  }
}
