package org.assay.review.publication;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The policies that this release offers, over HTTP; they hold nothing of any project. */
@Path("/api/v1/policy-templates")
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
@Tag(name = "policies")
class PolicyTemplateResource {

  private final PolicyTemplates templates;

  PolicyTemplateResource(PolicyTemplates templates) {
    this.templates = templates;
  }

  /** Shows all of them; as many as the release ships. */
  @GET
  @Operation(operationId = "listPolicyTemplates", summary = "Read the policies that can be drafted")
  @Extension(name = "x-permission", value = "policy-template.read")
  public Page<PolicyTemplateView> list() {
    return new Page<>(templates.all(), null, "/api/v1/policy-templates");
  }

  /** Shows one. */
  @GET
  @Path("/{name}/{number}")
  @Operation(operationId = "getPolicyTemplate", summary = "Read a policy that can be drafted")
  @Extension(name = "x-permission", value = "policy-template.read")
  public PolicyTemplateView get(@PathParam("name") String name, @PathParam("number") int number) {
    return templates
        .cited(name + "/" + number)
        .orElseThrow(
            () ->
                ProblemException.of(
                    CommonProblem.NOT_FOUND, "No policy of this name and number is offered"));
  }
}
