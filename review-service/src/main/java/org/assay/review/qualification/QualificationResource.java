package org.assay.review.qualification;

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
import org.assay.kit.identity.Accounts;
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

/** Qualifications over HTTP; they are of people, and of no project. */
@Path("/api/v1/qualifications")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({
  RoleNames.ETHICS_REVIEWER,
  RoleNames.PERFORMANCE_REVIEWER,
  RoleNames.LEAD,
  RoleNames.AUDITOR,
  RoleNames.ADMIN
})
@Tag(name = "qualifications")
class QualificationResource {

  private final CurrentCaller currentCaller;
  private final Accounts accounts;
  private final Qualifying qualifying;
  private final Qualifications qualifications;
  private final QualificationViews views;
  private final Paging paging;

  QualificationResource(
      CurrentCaller currentCaller,
      Accounts accounts,
      Qualifying qualifying,
      Qualifications qualifications,
      QualificationViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.accounts = accounts;
    this.qualifying = qualifying;
    this.qualifications = qualifications;
    this.views = views;
    this.paging = paging;
  }

  /** Lists qualifications, newest first. */
  @GET
  @Operation(
      operationId = "listQualifications",
      summary = "List what people are qualified for, newest first")
  @Extension(name = "x-permission", value = "qualification.read")
  public Page<QualificationView> list(
      @QueryParam("subject") @Nullable String subject,
      @QueryParam("review_type") @Nullable QualifiedFor reviewType,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    String whose = subject == null ? null : accounts.subjectOf(subject, "/subject");
    PageRequest request =
        paging.request(
            limit, cursor, "qualifications?subject=%s&type=%s".formatted(whose, reviewType));
    List<Qualification> found =
        qualifications.newestFirst(
            whose,
            reviewType,
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    return paging.page(views.views(found, caller), request, one -> List.of(one.id().toString()));
  }

  /** Shows one qualification. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getQualification", summary = "Read a qualification")
  @Extension(name = "x-permission", value = "qualification.read")
  public QualificationView get(@PathParam("id") UUID id) {
    return views.view(qualifying.known(id), currentCaller.get());
  }

  /** An administrator ends a qualification before its time. */
  @POST
  @Path("/{id}/withdrawals")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(RoleNames.ADMIN)
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "withdrawQualification",
      summary = "End a qualification before its time, for good")
  @Extension(name = "x-permission", value = "qualification.withdraw")
  public RestResponse<QualificationView> withdraw(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid WithdrawQualification command) {
    Caller caller = currentCaller.get();
    Qualification ended = qualifying.withdraw(id, command.reason(), ifMatch, caller);
    return RestResponse.ResponseBuilder.<QualificationView>created(
            URI.create("/api/v1/qualifications/" + ended.id()))
        .entity(views.view(ended, caller))
        .build();
  }
}
