package org.assay.project.usecase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.People;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.project.charter.ProjectAccess;
import org.assay.project.charter.ProjectAct;
import org.assay.project.charter.VisibleProject;
import org.assay.project.input.MergePatch;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The use cases of a project over HTTP. */
@Path("/api/v1/projects/{key}/use-cases")
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
@Tag(name = "use cases")
class UseCaseResource {

  private static final Set<String> IMMUTABLE = Set.of("id", "created_at", "created_by", "revision");

  private final ProjectAccess access;
  private final UseCases useCases;
  private final UseCaseChanges changes;
  private final Classifications classifications;
  private final Accounts accounts;
  private final MergePatch mergePatch;
  private final Paging paging;

  UseCaseResource(
      ProjectAccess access,
      UseCases useCases,
      UseCaseChanges changes,
      Classifications classifications,
      Accounts accounts,
      MergePatch mergePatch,
      Paging paging) {
    this.access = access;
    this.useCases = useCases;
    this.changes = changes;
    this.classifications = classifications;
    this.accounts = accounts;
    this.mergePatch = mergePatch;
    this.paging = paging;
  }

  /** Adds a use case. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @APIResponseSchema(value = UseCaseView.class, responseCode = "201")
  @Operation(operationId = "addUseCase", summary = "Say what a project's models are used for")
  @Extension(name = "x-permission", value = "project.update")
  public RestResponse<UseCaseView> add(
      @PathParam("key") String key, @NotNull @Valid UseCaseDescription description) {
    VisibleProject seen = access.change(key);
    seen.require(ProjectAct.UPDATE);
    UseCase useCase = changes.add(seen.project(), description, seen.standing().caller());
    return RestResponse.ResponseBuilder.<UseCaseView>created(
            URI.create("/api/v1/projects/%s/use-cases/%s".formatted(key, useCase.id())))
        .entity(view(seen, useCase))
        .build();
  }

  /** Lists use cases, the oldest first. */
  @GET
  @Operation(operationId = "listUseCases", summary = "List a project's use cases, oldest first")
  @Extension(name = "x-permission", value = "project.read")
  public Page<UseCaseView> list(
      @PathParam("key") String key,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    VisibleProject seen = access.read(key);
    PageRequest request = paging.request(limit, cursor, "use-cases?project=" + key);
    List<UseCase> found =
        useCases.after(
            seen.project().id(),
            request.after().map(last -> UUID.fromString(last.getFirst())),
            request.fetchSize());
    Page<UseCase> page = paging.page(found, request, useCase -> List.of(useCase.id().toString()));
    return new Page<>(views(seen, page.items()), page.next(), page.self());
  }

  /** Shows one use case. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getUseCase", summary = "Read a use case")
  @Extension(name = "x-permission", value = "project.read")
  public UseCaseView get(@PathParam("key") String key, @PathParam("id") UUID id) {
    VisibleProject seen = access.read(key);
    return view(seen, useCases.of(seen.project(), id));
  }

  /** Changes what is said about a use case. */
  @PATCH
  @Path("/{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Transactional
  @Operation(operationId = "changeUseCase", summary = "Change what is said about a use case")
  @Extension(name = "x-permission", value = "project.update")
  @RequestBody(content = @Content(schema = @Schema(implementation = UseCaseDescription.class)))
  public UseCaseView change(
      @PathParam("key") String key,
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull JsonNode patch)
      throws JsonProcessingException {
    VisibleProject seen = access.change(key);
    UseCase useCase = useCases.of(seen.project(), id);
    UseCaseDescription changed = mergePatch.apply(useCase.description(), patch, IMMUTABLE);
    seen.require(ProjectAct.UPDATE);
    IfMatch.require(ifMatch, useCase.revision());
    changes.describe(seen.project(), useCase, changed, seen.standing().caller());
    return view(seen, useCase);
  }

  private UseCaseView view(VisibleProject seen, UseCase useCase) {
    return views(seen, List.of(useCase)).getFirst();
  }

  private List<UseCaseView> views(VisibleProject seen, List<UseCase> page) {
    List<ActionView> actions =
        List.of(ProjectAct.action("change", seen.refusal(ProjectAct.UPDATE)));
    People people = accounts.people(page.stream().map(UseCase::createdBy));
    Map<UUID, List<ClassificationView>> classified =
        classifications.of(page.stream().map(UseCase::id).toList());
    return page.stream()
        .map(
            useCase ->
                UseCaseView.from(
                    useCase,
                    classified.getOrDefault(useCase.id(), List.of()),
                    people.named(useCase.createdBy()),
                    actions))
        .toList();
  }
}
