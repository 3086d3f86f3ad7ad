package org.assay.registry.mlflow.artifact;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.assay.kit.identity.RoleNames;
import org.assay.registry.mlflow.MlflowErrorCode;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.MlflowPaths;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;

/**
 * What MLflow's clients try first, where they are told to, with a store that they may write to
 * themselves: parts and downloads by signed addresses. Nobody but this service writes to the store
 * here, and a client that reads 501 sends the file through it instead.
 */
@Path(MlflowPaths.ARTIFACTS)
@Produces(MediaType.APPLICATION_JSON)
public class MlflowTransferResource {

  /** Refuses to hand out addresses for parts. */
  @POST
  @Path("/mpu/{act: create|complete|abort}/{path: .+}")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Extension(name = "x-permission", value = "artifact.write")
  public Map<String, String> parts() {
    throw new MlflowFailure(
        MlflowErrorCode.NOT_IMPLEMENTED,
        "Files come in one piece here, whatever their size; to send one in parts use"
            + " /api/v1/artifacts/{project}/uploads.");
  }

  /** Refuses to hand out an address for a download. */
  @GET
  @Path("/presigned/{path: .+}")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Extension(name = "x-permission", value = "artifact.read")
  public Map<String, String> address() {
    throw new MlflowFailure(
        MlflowErrorCode.NOT_IMPLEMENTED, "Files are downloaded from their own path here.");
  }
}
