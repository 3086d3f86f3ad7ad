package org.assay.registry.mlflow.model;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.mlflow.Done;
import org.assay.registry.mlflow.MlflowPaths;
import org.assay.registry.mlflow.MlflowRequest;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;

/** Aliases as MLflow's clients know them; a governed one is refused without a decision. */
@Path(MlflowPaths.API)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
public class RegisteredAliasResource {

  private final MlflowRequest request;
  private final RegisteredAliases aliases;

  RegisteredAliasResource(MlflowRequest request, RegisteredAliases aliases) {
    this.request = request;
    this.aliases = aliases;
  }

  /** Points an alias at a version. */
  @POST
  @Path("/registered-models/alias")
  @Transactional
  @Extension(name = "x-permission", value = "alias.move")
  public Done set(byte[] body) {
    aliases.set(request.body(body, Asked.OfAlias.class));
    return new Done();
  }

  /** Removes an alias. */
  @DELETE
  @Path("/registered-models/alias")
  @Transactional
  @Extension(name = "x-permission", value = "alias.move")
  public Done delete(byte[] body) {
    aliases.delete(request.body(body, Asked.OfAlias.class));
    return new Done();
  }

  /** Shows the version that an alias points at. */
  @GET
  @Path("/registered-models/alias")
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
    return new Answer.OfVersion(aliases.get(request.query(Asked.OfAlias.class)));
  }
}
