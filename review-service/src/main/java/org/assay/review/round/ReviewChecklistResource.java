package org.assay.review.round;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import org.assay.review.checklist.Checklist;
import org.assay.review.checklist.ChecklistAnswer;
import org.assay.review.checklist.ChecklistAnswers;
import org.assay.review.round.ReviewChecklistView.AskedQuestionView;
import org.assay.review.round.ReviewChecklistView.ChecklistAnswerView;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The checklist of a review over HTTP. */
@Path("/api/v1/reviews/{id}/checklist")
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
@Tag(name = "checklists")
class ReviewChecklistResource {

  private final CurrentCaller currentCaller;
  private final ReviewDesk desk;
  private final Answering answering;
  private final Confirming confirming;
  private final ChecklistAnswers answers;
  private final ReviewChecklistViews views;
  private final Paging paging;

  ReviewChecklistResource(
      CurrentCaller currentCaller,
      ReviewDesk desk,
      Answering answering,
      Confirming confirming,
      ChecklistAnswers answers,
      ReviewChecklistViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.desk = desk;
    this.answering = answering;
    this.confirming = confirming;
    this.answers = answers;
    this.views = views;
    this.paging = paging;
  }

  /** Shows what is asked of the version, what is answered and what is missing. */
  @GET
  @Operation(
      operationId = "getReviewChecklist",
      summary = "Read the questions of a review, the answers and what is missing")
  @Extension(name = "x-permission", value = "review.read")
  public ReviewChecklistView get(
      @PathParam("id") UUID id, @QueryParam("only") @Nullable String only) {
    Caller caller = currentCaller.get();
    return views.view(
        desk.readable(id, caller), ReviewResource.only("only", "changed", only), caller);
  }

  /** An assignee makes answers of the last approval one's own. */
  @POST
  @Path("/confirmations")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "confirmAnswers",
      summary = "Confirm answers that are proposed from the last approval")
  @Extension(name = "x-permission", value = "review.answer")
  public RestResponse<ReviewChecklistView> confirm(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ConfirmAnswers command) {
    Caller caller = currentCaller.get();
    Review confirmed = confirming.confirm(id, command, ifMatch, caller);
    answers.flush();
    return RestResponse.ResponseBuilder.<ReviewChecklistView>created(
            URI.create("/api/v1/reviews/%s/checklist".formatted(id)))
        .entity(views.view(confirmed, false, caller))
        .build();
  }

  /** An assignee answers a question; an earlier answer stays in its history. */
  @PUT
  @Path("/{question}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @LiveSession
  @Transactional
  @Operation(operationId = "answerQuestion", summary = "Answer a question of a review")
  @Extension(name = "x-permission", value = "review.answer")
  public AskedQuestionView answer(
      @PathParam("id") UUID id,
      @PathParam("question") @Pattern(regexp = Checklist.QUESTION_ID) String question,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid AnswerQuestion command) {
    Caller caller = currentCaller.get();
    Review answered = answering.answer(id, question, command, ifMatch, caller);
    answers.flush();
    return views.view(answered, question, caller);
  }

  /** Lists the answers to a question, the last first. */
  @GET
  @Path("/{question}")
  @Operation(
      operationId = "listAnswers",
      summary = "List the answers to a question of a review, the last first")
  @Extension(name = "x-permission", value = "review.read")
  public Page<ChecklistAnswerView> list(
      @PathParam("id") UUID id,
      @PathParam("question") @Pattern(regexp = Checklist.QUESTION_ID) String question,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    desk.readable(id, caller);
    PageRequest request =
        paging.request(limit, cursor, "answers?review=%s&question=%s".formatted(id, question));
    List<ChecklistAnswer> found =
        answers.lastFirst(
            id,
            question,
            request.after().map(key -> Integer.parseInt(key.getFirst())).orElse(Integer.MAX_VALUE),
            request.fetchSize());
    return paging.page(
        views.answers(found), request, answer -> List.of(String.valueOf(answer.number())));
  }
}
