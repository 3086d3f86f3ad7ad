package org.assay.review.regulation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.problem.ProblemException;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.RequiredReviews;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Dates of law and standards over HTTP, all of them or those that concern a version. */
@Path("/api/v1/regulations")
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
@Tag(name = "regulations")
class RegulationResource {

  private final CurrentCaller currentCaller;
  private final Regulations regulations;
  private final Access access;
  private final FactsQuery facts;

  RegulationResource(
      CurrentCaller currentCaller, Regulations regulations, Access access, FactsQuery facts) {
    this.currentCaller = currentCaller;
    this.regulations = regulations;
    this.access = access;
    this.facts = facts;
  }

  /** Shows all of them, as many as the release ships, or those that concern a version. */
  @GET
  @Operation(
      operationId = "listRegulations",
      summary = "Read the dates of law and standards, or those that concern a version")
  @Extension(name = "x-permission", value = "regulation.read")
  public RegulationsView list(
      @QueryParam("model") @Nullable String model,
      @QueryParam("version") @Nullable Integer version) {
    if (model == null && version == null) {
      return regulations.all();
    }
    if (model == null || version == null) {
      throw ProblemException.invalid(
          model == null ? "/model" : "/version", "REQUIRED", "model and version go together");
    }
    VersionCopy known = access.version(currentCaller.get(), model, version);
    return regulations.concerning(RequiredReviews.known(facts.known(known.id())));
  }
}
