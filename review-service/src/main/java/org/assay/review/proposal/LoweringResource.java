package org.assay.review.proposal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
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

/**
 * Proposals to lower a tier over HTTP; below a classification, whose resource knows of no other.
 */
@Path("/api/v1/classifications/{id}/lowerings")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "proposals")
class LoweringResource {

  private final CurrentCaller currentCaller;
  private final TierLowering tiers;
  private final ProposalViews views;

  LoweringResource(CurrentCaller currentCaller, TierLowering tiers, ProposalViews views) {
    this.currentCaller = currentCaller;
    this.tiers = tiers;
    this.views = views;
  }

  /** Proposes to set the tier of a classification below the one that stands. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "proposeLowering",
      summary = "Propose to set the tier below the one that stands")
  @Extension(name = "x-permission", value = "classification.lower")
  public RestResponse<ProposalView> lower(
      @PathParam("id") UUID id, @NotNull @Valid ProposeLowering command) {
    Caller caller = currentCaller.get();
    Proposal proposal = tiers.propose(id, command, caller);
    return RestResponse.ResponseBuilder.<ProposalView>created(
            URI.create("/api/v1/proposals/" + proposal.id()))
        .entity(views.view(proposal, caller))
        .build();
  }
}
