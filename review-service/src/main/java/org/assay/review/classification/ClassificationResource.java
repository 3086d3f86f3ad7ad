package org.assay.review.classification;

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
import org.assay.review.replica.ModelCopies;
import org.assay.review.replica.ModelCopy;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Classifications over HTTP. */
@Path("/api/v1/classifications")
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
@Tag(name = "classifications")
class ClassificationResource {

  private final CurrentCaller currentCaller;
  private final ModelCopies models;
  private final Classifying classifying;
  private final Classifications classifications;
  private final ClassificationViews views;
  private final Paging paging;

  ClassificationResource(
      CurrentCaller currentCaller,
      ModelCopies models,
      Classifying classifying,
      Classifications classifications,
      ClassificationViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.models = models;
    this.classifying = classifying;
    this.classifications = classifications;
    this.views = views;
    this.paging = paging;
  }

  /** Answers the questionnaire for a model in a use case. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "classifyModel",
      summary = "Answer the questionnaire for a model in a use case; the tier is computed")
  @Extension(name = "x-permission", value = "classification.answer")
  public RestResponse<ClassificationView> classify(@NotNull @Valid ClassifyModel command) {
    Caller caller = currentCaller.get();
    return created(classifying.classify(command, caller), caller);
  }

  /** Lists the classifications of a model, newest first. */
  @GET
  @Operation(
      operationId = "listClassifications",
      summary = "List the classifications of a model, newest first")
  @Extension(name = "x-permission", value = "classification.read")
  public Page<ClassificationView> list(
      @QueryParam("model") @NotNull String model,
      @QueryParam("use_case_id") @Nullable UUID useCaseId,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    ModelCopy found = models.readable(caller, model);
    PageRequest request =
        paging.request(
            limit, cursor, "classifications?model=%s&use_case=%s".formatted(found.id(), useCaseId));
    List<Classification> page =
        classifications.newestFirst(
            found.id(),
            useCaseId,
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    return paging.page(views.views(page, caller), request, view -> List.of(view.id().toString()));
  }

  /** Shows one classification. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getClassification", summary = "Read a classification")
  @Extension(name = "x-permission", value = "classification.read")
  public ClassificationView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return views.view(classifying.readable(id, caller), caller);
  }

  /** Raises a classification. */
  @POST
  @Path("/{id}/raisings")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ETHICS_REVIEWER, RoleNames.PERFORMANCE_REVIEWER, RoleNames.LEAD})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "raiseClassification",
      summary = "Set the tier above what the answers lead to")
  @Extension(name = "x-permission", value = "classification.raise")
  public RestResponse<ClassificationView> raise(
      @PathParam("id") UUID id, @NotNull @Valid RaiseTier command) {
    Caller caller = currentCaller.get();
    return created(classifying.raise(id, command, caller), caller);
  }

  private RestResponse<ClassificationView> created(Classification made, Caller caller) {
    return RestResponse.ResponseBuilder.<ClassificationView>created(
            URI.create("/api/v1/classifications/" + made.id()))
        .entity(views.view(made, caller))
        .build();
  }
}
