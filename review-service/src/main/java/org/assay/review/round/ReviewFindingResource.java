package org.assay.review.round;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.LiveSession;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.review.finding.Finding;
import org.assay.review.finding.FindingState;
import org.assay.review.finding.Findings;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The findings of a review over HTTP. */
@Path("/api/v1/reviews/{id}/findings")
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
@Tag(name = "findings")
class ReviewFindingResource {

  private final CurrentCaller currentCaller;
  private final ReviewDesk desk;
  private final Findings findings;
  private final FindingActs acts;
  private final FindingViews views;
  private final Paging paging;

  ReviewFindingResource(
      CurrentCaller currentCaller,
      ReviewDesk desk,
      Findings findings,
      FindingActs acts,
      FindingViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.desk = desk;
    this.findings = findings;
    this.acts = acts;
    this.views = views;
    this.paging = paging;
  }

  /** An assignee raises a finding. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "raiseFinding", summary = "Raise a finding of a review")
  @Extension(name = "x-permission", value = "finding.raise")
  public RestResponse<FindingView> raise(
      @PathParam("id") UUID id, @NotNull @Valid RaiseFinding command) {
    Caller caller = currentCaller.get();
    FindingActs.Opened opened = acts.raise(id, command, caller);
    return RestResponse.ResponseBuilder.<FindingView>created(
            URI.create("/api/v1/findings/" + opened.finding().id()))
        .entity(views.view(opened.finding(), opened.on().review(), caller))
        .build();
  }

  /** Lists the findings of a review in order. */
  @GET
  @Operation(operationId = "listFindings", summary = "List the findings of a review")
  @Extension(name = "x-permission", value = "review.read")
  public Page<FindingView> list(
      @PathParam("id") UUID id,
      @QueryParam("state") @Nullable FindingState state,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    Review review = desk.readable(id, caller);
    PageRequest request =
        paging.request(limit, cursor, "findings?review=%s&state=%s".formatted(id, state));
    List<Finding> found =
        findings.inOrder(
            id,
            state,
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    return paging.page(
        views.views(found, review, caller), request, finding -> List.of(finding.id().toString()));
  }
}
