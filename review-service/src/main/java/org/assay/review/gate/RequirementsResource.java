package org.assay.review.gate;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.assay.kit.http.PlainText;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.review.replica.Access;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a version still needs, over HTTP. */
@Path("/api/v1/models/{name}/versions/{number}/requirements")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({
  RoleNames.ENGINEER,
  RoleNames.ETHICS_REVIEWER,
  RoleNames.PERFORMANCE_REVIEWER,
  RoleNames.LEAD,
  RoleNames.AUDITOR,
  RoleNames.ADMIN
})
@Tag(name = "gate")
class RequirementsResource {

  private final CurrentCaller currentCaller;
  private final Access access;
  private final VersionRequirements requirements;

  RequirementsResource(
      CurrentCaller currentCaller, Access access, VersionRequirements requirements) {
    this.currentCaller = currentCaller;
    this.access = access;
    this.requirements = requirements;
  }

  /** Shows every requirement of a version and what would satisfy it. */
  @GET
  @Operation(
      operationId = "getVersionRequirements",
      summary = "Read what a version still needs, and what would satisfy it")
  @Extension(name = "x-permission", value = "version.read")
  public VersionRequirementsView get(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("environment") @DefaultValue("production") @PlainText(max = 64)
          String environment) {
    Caller caller = currentCaller.get();
    return requirements.of(access.version(caller, name, number), environment, caller);
  }
}
