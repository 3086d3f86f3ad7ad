package org.assay.review.proposal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.assay.kit.http.Idempotent;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.LiveSession;
import org.assay.kit.identity.RoleNames;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Proposals to grant a qualification over HTTP. */
@Path("/api/v1/qualifications")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "proposals")
class GrantResource {

  private final CurrentCaller currentCaller;
  private final QualificationGranting granting;
  private final ProposalViews views;

  GrantResource(CurrentCaller currentCaller, QualificationGranting granting, ProposalViews views) {
    this.currentCaller = currentCaller;
    this.granting = granting;
    this.views = views;
  }

  /** Proposes to let somebody review beyond what the person's role says. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(RoleNames.ADMIN)
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "proposeQualification",
      summary = "Propose to let somebody review beyond what the role says")
  @Extension(name = "x-permission", value = "qualification.grant")
  public RestResponse<ProposalView> propose(@NotNull @Valid ProposeQualification command) {
    Caller caller = currentCaller.get();
    Proposal proposal = granting.propose(command, caller);
    return RestResponse.ResponseBuilder.<ProposalView>created(
            URI.create("/api/v1/proposals/" + proposal.id()))
        .entity(views.view(proposal, caller))
        .build();
  }
}
