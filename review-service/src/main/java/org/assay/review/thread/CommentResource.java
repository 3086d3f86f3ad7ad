package org.assay.review.thread;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.review.checklist.Checklist;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Threads over HTTP: the comments on one thing. */
@Path("/api/v1/comments")
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
@Tag(name = "comments")
class CommentResource {

  private final CurrentCaller currentCaller;
  private final Commenting commenting;
  private final Comments comments;
  private final Paging paging;

  CommentResource(
      CurrentCaller currentCaller, Commenting commenting, Comments comments, Paging paging) {
    this.currentCaller = currentCaller;
    this.commenting = commenting;
    this.comments = comments;
    this.paging = paging;
  }

  /** Lists the comments on a thing that the caller may read, in order. */
  @GET
  @Operation(operationId = "listComments", summary = "List the comments on a thing you may read")
  @Extension(name = "x-permission", value = "comment.read")
  public Page<CommentView> list(
      @QueryParam("on") @NotNull ThreadKind on,
      @QueryParam("on_id") @NotNull UUID onId,
      @QueryParam("question_id") @Pattern(regexp = Checklist.QUESTION_ID) @Nullable String question,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    ThreadKey key = new ThreadKey(on, onId, question);
    commenting.requireReadable(key, currentCaller.get());
    PageRequest request = paging.request(limit, cursor, "comments?" + key);
    return paging.page(
        comments.inOrder(
            key,
            request.after().map(last -> UUID.fromString(last.getFirst())),
            request.fetchSize()),
        request,
        comment -> List.of(comment.id().toString()));
  }

  /** Somebody says something about a thing. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.ADMIN
  })
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "addComment",
      summary = "Comment on a review, question, finding, condition, evidence, proposal or override")
  @Extension(name = "x-permission", value = "comment.add")
  public RestResponse<CommentView> add(@NotNull @Valid AddComment command) {
    CommentView comment = commenting.add(command.key(), command.text(), currentCaller.get());
    String question = comment.questionId() == null ? "" : "&question_id=" + comment.questionId();
    return RestResponse.ResponseBuilder.<CommentView>created(
            URI.create(
                "/api/v1/comments?on=%s&on_id=%s%s"
                    .formatted(comment.on(), comment.onId(), question)))
        .entity(comment)
        .build();
  }
}
