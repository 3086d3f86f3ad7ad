package org.assay.review.proposal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.LiveSession;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Acts of two people over HTTP. */
@Path("/api/v1")
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
@Tag(name = "proposals")
class ProposalResource {

  private final CurrentCaller currentCaller;
  private final ProposalDesk desk;
  private final Revoking revoking;
  private final BreakGlass breakGlass;
  private final OverrideAgreement overrides;
  private final TierLowering tiers;
  private final QualificationGranting qualifications;
  private final Proposals proposals;
  private final ProposalViews views;
  private final Paging paging;

  ProposalResource(
      CurrentCaller currentCaller,
      ProposalDesk desk,
      Revoking revoking,
      BreakGlass breakGlass,
      OverrideAgreement overrides,
      TierLowering tiers,
      QualificationGranting qualifications,
      Proposals proposals,
      ProposalViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.desk = desk;
    this.revoking = revoking;
    this.breakGlass = breakGlass;
    this.overrides = overrides;
    this.tiers = tiers;
    this.qualifications = qualifications;
    this.proposals = proposals;
    this.views = views;
    this.paging = paging;
  }

  /**
   * Proposes to revoke a version in every environment, or revokes it at once: one person, while an
   * incident of it is not closed.
   */
  @POST
  @Path("/models/{name}/versions/{number}/revocations")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD
  })
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "proposeRevocation",
      summary =
          "Propose to revoke a version in every environment; in an open incident, revoke it alone")
  @Extension(name = "x-permission", value = "version.revoke")
  public RestResponse<ProposalView> revoke(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ProposeRevocation command) {
    Caller caller = currentCaller.get();
    UUID incident = command.incidentId();
    Proposal revocation =
        incident == null
            ? revoking.propose(name, number, command.reason(), ifMatch, caller)
            : breakGlass.revoke(name, number, incident, command.reason(), ifMatch, caller);
    return created(revocation, caller);
  }

  /** Proposes to let a version pass a requirement that it does not meet. */
  @POST
  @Path("/models/{name}/versions/{number}/overrides")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD
  })
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "proposeOverride",
      summary = "Propose to let a version pass a requirement that it does not meet")
  @Extension(name = "x-permission", value = "version.override")
  public RestResponse<ProposalView> override(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ProposeOverride command) {
    Caller caller = currentCaller.get();
    return created(overrides.propose(name, number, command, ifMatch, caller), caller);
  }

  /** Lists the proposals that the caller may read, newest first. */
  @GET
  @Path("/proposals")
  @Operation(
      operationId = "listProposals",
      summary = "List the proposals you may read, newest first")
  @Extension(name = "x-permission", value = "proposal.read")
  public Page<ProposalView> list(
      @QueryParam("state") @Nullable ProposalState state,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    PageRequest request =
        paging.request(limit, cursor, "proposals?state=%s&%s".formatted(state, caller.subject()));
    List<Proposal> found =
        proposals.newestFirst(
            state,
            caller,
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    return paging.page(
        views.views(found, caller), request, proposal -> List.of(proposal.id().toString()));
  }

  /** Shows one proposal. */
  @GET
  @Path("/proposals/{id}")
  @Operation(operationId = "getProposal", summary = "Read a proposal")
  @Extension(name = "x-permission", value = "proposal.read")
  public ProposalView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return views.view(desk.readable(id, caller), caller);
  }

  /** Somebody approves; the act is done with the second of two. */
  @POST
  @Path("/proposals/{id}/approvals")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.ADMIN
  })
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "approveProposal",
      summary = "Approve a proposal; with the second of two people the act is done")
  @Extension(name = "x-permission", value = "proposal.approve")
  public RestResponse<ProposalView> approve(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @Valid @Nullable EmptyApproval command) {
    Caller caller = currentCaller.get();
    Proposal approved =
        switch (desk.readable(id, caller).act()) {
          case REVOKE -> revoking.approve(id, ifMatch, caller);
          case OVERRIDE -> overrides.approve(id, ifMatch, caller);
          case LOWER_TIER -> tiers.approve(id, ifMatch, caller);
          case GRANT_QUALIFICATION -> qualifications.approve(id, ifMatch, caller);
        };
    return created(approved, caller);
  }

  private RestResponse<ProposalView> created(Proposal proposal, Caller caller) {
    return RestResponse.ResponseBuilder.<ProposalView>created(
            URI.create("/api/v1/proposals/" + proposal.id()))
        .entity(views.view(proposal, caller))
        .build();
  }
}
