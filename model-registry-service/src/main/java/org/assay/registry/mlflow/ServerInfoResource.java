package org.assay.registry.mlflow;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.assay.kit.identity.RoleNames;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;

/** What newer clients ask before they send a workspace. */
@Path(MlflowPaths.API_3)
@Produces(MediaType.APPLICATION_JSON)
public class ServerInfoResource {

  /** Says that workspaces are understood: a client that is given one refuses to go on otherwise. */
  @GET
  @Path("/server-info")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Extension(name = "x-permission", value = "model.read")
  public ServerInfo info() {
    return new ServerInfo("SqlStore", true);
  }

  /**
   * What a client learns.
   *
   * @param storeType the kind of store, in MLflow's words; clients only show it
   * @param workspacesEnabled whether the header that names a workspace has a meaning here
   */
  record ServerInfo(String storeType, boolean workspacesEnabled) {}
}
