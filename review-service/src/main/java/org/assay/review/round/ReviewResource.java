package org.assay.review.round;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.kit.problem.ProblemException;
import org.assay.review.policy.ReviewType;
import org.assay.review.thread.Comments;
import org.assay.review.thread.ThreadKey;
import org.assay.review.thread.ThreadKind;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reviews over HTTP, to read. */
@Path("/api/v1/reviews")
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
@Tag(name = "reviews")
class ReviewResource {

  private static final String ME = "me";

  private final CurrentCaller currentCaller;
  private final Accounts accounts;
  private final ReviewSearch search;
  private final ReviewDesk desk;
  private final ReviewViews views;
  private final Comments comments;
  private final Paging paging;

  ReviewResource(
      CurrentCaller currentCaller,
      Accounts accounts,
      ReviewSearch search,
      ReviewDesk desk,
      ReviewViews views,
      Comments comments,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.accounts = accounts;
    this.search = search;
    this.desk = desk;
    this.views = views;
    this.comments = comments;
    this.paging = paging;
  }

  /** Lists reviews that the caller may read, newest first. */
  @GET
  @Operation(operationId = "listReviews", summary = "List the reviews you may read, newest first")
  @Extension(name = "x-permission", value = "review.read")
  public Page<ReviewView> list(
      @QueryParam("model") @Nullable String model,
      @QueryParam("version") @Nullable Integer version,
      @QueryParam("state") @Nullable ReviewState state,
      @QueryParam("type") @Nullable ReviewType type,
      @QueryParam("assignee") @Nullable String assignee,
      @QueryParam("inbox") @Nullable String inbox,
      @QueryParam("overdue") @Nullable String overdue,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    ReviewSearch.Filter filter =
        new ReviewSearch.Filter(
            model,
            version,
            state,
            type,
            subject(assignee, caller),
            only("inbox", ME, inbox),
            only("overdue", "true", overdue));
    PageRequest request =
        paging.request(limit, cursor, "reviews?%s&%s".formatted(filter, caller.subject()));
    List<Review> found =
        search.newestFirst(
            filter,
            caller,
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    return paging.page(
        views.views(found, caller), request, review -> List.of(review.id().toString()));
  }

  /** Shows one review. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getReview", summary = "Read a review")
  @Extension(name = "x-permission", value = "review.read")
  public ReviewView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return views.view(desk.readable(id, caller), caller);
  }

  /** Lists the comments on a review in order. */
  @GET
  @Path("/{id}/comments")
  @Operation(operationId = "listReviewComments", summary = "List the comments on a review")
  @Extension(name = "x-permission", value = "review.read")
  public Page<ReviewCommentView> listComments(
      @PathParam("id") UUID id,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Review review = desk.readable(id, currentCaller.get());
    PageRequest request = paging.request(limit, cursor, "comments?review=" + review.id());
    return paging.page(
        comments
            .inOrder(
                ThreadKey.of(ThreadKind.REVIEW, review.id()),
                request.after().map(key -> UUID.fromString(key.getFirst())),
                request.fetchSize())
            .stream()
            .map(ReviewCommentView::of)
            .toList(),
        request,
        comment -> List.of(comment.id().toString()));
  }

  private @Nullable String subject(@Nullable String assignee, Caller caller) {
    if (assignee == null) {
      return null;
    }
    return assignee.equals(ME) ? caller.subject() : accounts.subjectOf(assignee, "?assignee");
  }

  /** Reads a parameter that has one value, or is left out. */
  static boolean only(String name, String accepted, @Nullable String given) {
    if (given != null && !given.equals(accepted)) {
      throw ProblemException.of(
              CommonProblem.MALFORMED_PARAMETER,
              "The parameter %s: accepted is %s".formatted(name, accepted))
          .at("?" + name, "MALFORMED", "accepted is " + accepted);
    }
    return given != null;
  }
}
