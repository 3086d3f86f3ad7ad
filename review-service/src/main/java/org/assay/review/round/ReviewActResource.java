package org.assay.review.round;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.LiveSession;
import org.assay.kit.identity.RoleNames;
import org.assay.review.thread.CommentView;
import org.assay.review.thread.Commenting;
import org.assay.review.thread.ThreadKey;
import org.assay.review.thread.ThreadKind;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * What people do to a review over HTTP; each act is a resource, and answers the review after it.
 */
@Path("/api/v1/reviews/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "reviews")
class ReviewActResource {

  private final CurrentCaller currentCaller;
  private final Assignment assignment;
  private final Delegation delegation;
  private final Decision decision;
  private final Response response;
  private final Retraction retraction;
  private final Commenting commenting;
  private final ReviewViews views;

  ReviewActResource(
      CurrentCaller currentCaller,
      Assignment assignment,
      Delegation delegation,
      Decision decision,
      Response response,
      Retraction retraction,
      Commenting commenting,
      ReviewViews views) {
    this.currentCaller = currentCaller;
    this.assignment = assignment;
    this.delegation = delegation;
    this.decision = decision;
    this.response = response;
    this.retraction = retraction;
    this.commenting = commenting;
    this.views = views;
  }

  /** The caller takes the review and starts at once; a lead may assign somebody else. */
  @POST
  @Path("/assignments")
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "assignReview",
      summary = "Claim a review and declare to have no conflict of interest, or assign it")
  @Extension(name = "x-permission", value = "review.assign")
  public RestResponse<ReviewView> assign(
      @PathParam("id") UUID id, @Valid @Nullable AssignReview command) {
    Caller caller = currentCaller.get();
    String account = command == null ? null : command.account();
    return created(
        account == null ? assignment.claim(id, caller) : assignment.assign(id, account, caller),
        caller);
  }

  /** An assignee declines; a lead may take somebody off. */
  @POST
  @Path("/unassignments")
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "unassignReview", summary = "Decline a review, or take an assignee off")
  @Extension(name = "x-permission", value = "review.assign")
  public RestResponse<ReviewView> unassign(
      @PathParam("id") UUID id, @Valid @Nullable UnassignReview command) {
    Caller caller = currentCaller.get();
    return created(
        assignment.unassign(
            id, Objects.requireNonNullElse(command, UnassignReview.DECLINING), caller),
        caller);
  }

  /** A lead gives a review whose time is over to somebody else. */
  @POST
  @Path("/reassignments")
  @RolesAllowed(RoleNames.LEAD)
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "reassignReview",
      summary = "Give a review whose time is over to somebody else")
  @Extension(name = "x-permission", value = "review.assign")
  public RestResponse<ReviewView> reassign(
      @PathParam("id") UUID id, @NotNull @Valid ReassignReview command) {
    Caller caller = currentCaller.get();
    return created(assignment.reassign(id, command, caller), caller);
  }

  /** An assignee hands the review to somebody else. */
  @POST
  @Path("/delegations")
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "delegateReview",
      summary = "Hand a review that you are assigned to over to somebody else")
  @Extension(name = "x-permission", value = "review.delegate")
  public RestResponse<ReviewView> delegate(
      @PathParam("id") UUID id, @NotNull @Valid DelegateReview command) {
    Caller caller = currentCaller.get();
    return created(delegation.delegate(id, command, caller), caller);
  }

  /** An assignee decides. */
  @POST
  @Path("/decisions")
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "decideReview",
      summary = "Approve a review, ask for changes, or reject it")
  @Extension(name = "x-permission", value = "review.decide")
  public RestResponse<ReviewView> decide(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid DecideReview command) {
    Caller caller = currentCaller.get();
    return created(decision.decide(id, command, ifMatch, caller), caller);
  }

  /** The submitter's side answers the open findings. */
  @POST
  @Path("/responses")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "respondToReview", summary = "Answer every open finding of a review")
  @Extension(name = "x-permission", value = "review.respond")
  public RestResponse<ReviewView> respond(
      @PathParam("id") UUID id, @NotNull @Valid RespondToFindings command) {
    Caller caller = currentCaller.get();
    return created(response.respond(id, command, caller), caller);
  }

  /** An approver takes the approval back before the release. */
  @POST
  @Path("/retractions")
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "retractApproval",
      summary = "Take your approval back before the release")
  @Extension(name = "x-permission", value = "review.decide")
  public RestResponse<ReviewView> retract(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid RetractApproval command) {
    Caller caller = currentCaller.get();
    return created(retraction.retract(id, command.reason(), ifMatch, caller), caller);
  }

  /** Somebody says something about the review. */
  @POST
  @Path("/comments")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD
  })
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "commentOnReview", summary = "Comment on a review")
  @Extension(name = "x-permission", value = "review.comment")
  public RestResponse<ReviewCommentView> comment(
      @PathParam("id") UUID id, @NotNull @Valid CommentOnReview command) {
    CommentView comment =
        commenting.add(ThreadKey.of(ThreadKind.REVIEW, id), command.text(), currentCaller.get());
    return RestResponse.ResponseBuilder.<ReviewCommentView>created(
            URI.create("/api/v1/reviews/%s/comments".formatted(id)))
        .entity(ReviewCommentView.of(comment))
        .build();
  }

  private RestResponse<ReviewView> created(Review review, Caller caller) {
    return RestResponse.ResponseBuilder.<ReviewView>created(
            URI.create("/api/v1/reviews/" + review.id()))
        .entity(views.view(review, caller))
        .build();
  }
}
