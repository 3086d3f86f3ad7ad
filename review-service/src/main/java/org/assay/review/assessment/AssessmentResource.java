package org.assay.review.assessment;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.review.policy.Policies;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopies;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Assessments over HTTP. */
@Path("/api/v1/assessments")
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
@Tag(name = "assessments")
class AssessmentResource {

  private final CurrentCaller currentCaller;
  private final Assessments assessments;
  private final VersionCopies versions;
  private final Access access;
  private final Policies policies;

  AssessmentResource(
      CurrentCaller currentCaller,
      Assessments assessments,
      VersionCopies versions,
      Access access,
      Policies policies) {
    this.currentCaller = currentCaller;
    this.assessments = assessments;
    this.versions = versions;
    this.access = access;
    this.policies = policies;
  }

  /** Shows one assessment. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getAssessment", summary = "Read an assessment")
  @Extension(name = "x-permission", value = "assessment.read")
  public AssessmentView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    Assessment assessment =
        assessments
            .findByIdOptional(id)
            .filter(found -> access.reads(caller, found.projectId()))
            .orElseThrow(() -> Access.unknown("assessment", id));
    return AssessmentView.from(
        assessment,
        versions.known(assessment.versionId()),
        policies.bound(assessment.policyVersionId()));
  }
}
