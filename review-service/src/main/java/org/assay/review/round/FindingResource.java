package org.assay.review.round;

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
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.LiveSession;
import org.assay.kit.identity.RoleNames;
import org.assay.review.finding.Finding;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Single findings over HTTP; each act is a resource, and answers the finding after it. */
@Path("/api/v1/findings/{id}")
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
class FindingResource {

  private final CurrentCaller currentCaller;
  private final ReviewDesk desk;
  private final FindingActs acts;
  private final FindingViews views;

  FindingResource(
      CurrentCaller currentCaller, ReviewDesk desk, FindingActs acts, FindingViews views) {
    this.currentCaller = currentCaller;
    this.desk = desk;
    this.acts = acts;
    this.views = views;
  }

  /** Shows one finding. */
  @GET
  @Operation(operationId = "getFinding", summary = "Read a finding")
  @Extension(name = "x-permission", value = "review.read")
  public FindingView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    Finding finding = acts.readable(id, caller);
    return views.view(finding, desk.readable(finding.reviewId(), caller), caller);
  }

  /** The submitter's side answers a finding. */
  @POST
  @Path("/answers")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "answerFinding", summary = "Answer a finding")
  @Extension(name = "x-permission", value = "review.respond")
  public RestResponse<FindingView> answer(
      @PathParam("id") UUID id, @NotNull @Valid AnswerFinding command) {
    Caller caller = currentCaller.get();
    return created(acts.answer(id, command, caller), caller);
  }

  /** The submitter's side says where a finding is mended. */
  @POST
  @Path("/fixes")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "fixFinding",
      summary = "Say that a finding is mended, and which evidence shows it")
  @Extension(name = "x-permission", value = "review.respond")
  public RestResponse<FindingView> fix(
      @PathParam("id") UUID id, @NotNull @Valid FixFinding command) {
    Caller caller = currentCaller.get();
    return created(acts.fix(id, command, caller), caller);
  }

  /** An assignee of the review ends a finding. */
  @POST
  @Path("/closures")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "closeFinding",
      summary = "Accept the answer to a finding or its fix, or withdraw the finding")
  @Extension(name = "x-permission", value = "finding.close")
  public RestResponse<FindingView> close(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid CloseFinding command) {
    Caller caller = currentCaller.get();
    return created(acts.close(id, command, ifMatch, caller), caller);
  }

  private RestResponse<FindingView> created(FindingActs.Opened opened, Caller caller) {
    Finding finding = opened.finding();
    return RestResponse.ResponseBuilder.<FindingView>created(
            URI.create("/api/v1/findings/" + finding.id()))
        .entity(views.view(finding, opened.on().review(), caller))
        .build();
  }
}
