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
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.review.round.ReviewDeltaView.EvidenceChangeView;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What changed since the approval that a review goes on from, over HTTP. */
@Path("/api/v1/reviews/{id}/delta")
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
class ReviewDeltaResource {

  private final CurrentCaller currentCaller;
  private final ReviewDesk desk;
  private final ReviewDeltas deltas;
  private final Paging paging;

  ReviewDeltaResource(
      CurrentCaller currentCaller, ReviewDesk desk, ReviewDeltas deltas, Paging paging) {
    this.currentCaller = currentCaller;
    this.desk = desk;
    this.deltas = deltas;
    this.paging = paging;
  }

  /** Shows only what changed. */
  @GET
  @Operation(
      operationId = "getReviewDelta",
      summary = "Read what changed since the approval that a review goes on from")
  @Extension(name = "x-permission", value = "review.read")
  public ReviewDeltaView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return deltas.view(desk.readable(id, caller), caller);
  }

  /** Lists what became of the evidence. */
  @GET
  @Path("/evidence")
  @Operation(
      operationId = "listEvidenceChanges",
      summary = "List the evidence that changed since the approval that a review goes on from")
  @Extension(name = "x-permission", value = "review.read")
  public Page<EvidenceChangeView> listEvidence(
      @PathParam("id") UUID id,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Review review = desk.readable(id, currentCaller.get());
    PageRequest request = paging.request(limit, cursor, "evidence-changes?review=" + id);
    List<EvidenceChangeView> found =
        deltas.evidence(
            review,
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    return paging.page(found, request, change -> List.of(change.id().toString()));
  }
}
