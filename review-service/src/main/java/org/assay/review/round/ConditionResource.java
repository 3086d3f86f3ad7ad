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
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.LiveSession;
import org.assay.kit.identity.RoleNames;
import org.assay.review.condition.Condition;
import org.assay.review.note.Notes;
import org.assay.review.replica.DatabaseClock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of approvals over HTTP; each act is a resource, and answers the condition after it.
 */
@Path("/api/v1/conditions/{id}")
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
@Tag(name = "conditions")
class ConditionResource {

  private final CurrentCaller currentCaller;
  private final ReviewDesk desk;
  private final Reviews reviews;
  private final ConditionActs acts;
  private final Accounts accounts;
  private final Notes notes;
  private final DatabaseClock clock;

  ConditionResource(
      CurrentCaller currentCaller,
      ReviewDesk desk,
      Reviews reviews,
      ConditionActs acts,
      Accounts accounts,
      Notes notes,
      DatabaseClock clock) {
    this.currentCaller = currentCaller;
    this.desk = desk;
    this.reviews = reviews;
    this.acts = acts;
    this.accounts = accounts;
    this.notes = notes;
    this.clock = clock;
  }

  /** Shows one condition. */
  @GET
  @Operation(operationId = "getCondition", summary = "Read a condition of an approval")
  @Extension(name = "x-permission", value = "review.read")
  public ConditionView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return view(acts.readable(id, caller), caller);
  }

  /** An assignee of the review confirms that a condition is met. */
  @POST
  @Path("/confirmations")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "confirmCondition", summary = "Confirm that a condition is met")
  @Extension(name = "x-permission", value = "condition.confirm")
  public RestResponse<ConditionView> confirm(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ConfirmCondition command) {
    Caller caller = currentCaller.get();
    return created(acts.confirm(id, command, ifMatch, caller), caller);
  }

  /** A lead proposes that a condition may be met later, once. */
  @POST
  @Path("/extensions")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(RoleNames.LEAD)
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "extendCondition",
      summary = "Propose a later due instant for a condition; a reviewer has to agree")
  @Extension(name = "x-permission", value = "condition.extend")
  public RestResponse<ConditionView> extend(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ExtendCondition command) {
    Caller caller = currentCaller.get();
    return created(acts.extend(id, command, ifMatch, caller), caller);
  }

  /** An assignee agrees to the later due instant. */
  @POST
  @Path("/agreements")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "agreeToExtendCondition",
      summary = "Agree to the later due instant that a lead proposed")
  @Extension(name = "x-permission", value = "condition.confirm")
  public RestResponse<ConditionView> agree(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @Valid @Nullable EmptyAgreement command) {
    Caller caller = currentCaller.get();
    return created(acts.agree(id, ifMatch, caller), caller);
  }

  private RestResponse<ConditionView> created(ConditionActs.Opened opened, Caller caller) {
    return RestResponse.ResponseBuilder.<ConditionView>created(
            URI.create("/api/v1/conditions/" + opened.condition().id()))
        .entity(view(opened.condition(), caller))
        .build();
  }

  private ConditionView view(Condition condition, Caller caller) {
    String proposer = condition.proposedBy();
    return ConditionView.from(
        condition,
        accounts.people(
            proposer == null
                ? Stream.of(condition.owner())
                : Stream.of(condition.owner(), proposer)),
        new Texts(notes.texts(List.of(condition.noteId()))),
        desk.guard(reviews.findById(condition.reviewId()), caller),
        clock.now());
  }
}
