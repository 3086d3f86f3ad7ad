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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.LiveSession;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.review.checklist.ChecklistAnswer;
import org.assay.review.checklist.ChecklistAnswers;
import org.assay.review.round.ReviewChecklistView.AskedQuestionView;
import org.assay.review.round.ReviewChecklistView.ChecklistAnswerView;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
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
  private final ChecklistAnswers answers;
  private final ReviewChecklistViews views;
  private final Paging paging;

  ReviewChecklistResource(
      CurrentCaller currentCaller,
      ReviewDesk desk,
      Answering answering,
      ChecklistAnswers answers,
      ReviewChecklistViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.desk = desk;
    this.answering = answering;
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
  public ReviewChecklistView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return views.view(desk.readable(id, caller), caller);
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
      @PathParam("question") @Pattern(regexp = "[A-Z]{2,8}-[0-9]{1,2}") String question,
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
      @PathParam("question") @Pattern(regexp = "[A-Z]{2,8}-[0-9]{1,2}") String question,
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
