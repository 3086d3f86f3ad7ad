package org.assay.registry.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.Optional;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.http.PlainText;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;
import org.assay.registry.search.IdSearch;
import org.assay.registry.search.Reach;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Models over HTTP. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "models")
public class ModelResource {

  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final CurrentCaller currentCaller;
  private final ModelRegistration registration;
  private final ModelDescription description;
  private final VisibleModels visible;
  private final Models models;
  private final ModelSearch search;
  private final Standings standings;
  private final ModelViews views;
  private final Paging paging;

  ModelResource(
      CurrentCaller currentCaller,
      ModelRegistration registration,
      ModelDescription description,
      VisibleModels visible,
      Models models,
      ModelSearch search,
      Standings standings,
      ModelViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.registration = registration;
    this.description = description;
    this.visible = visible;
    this.models = models;
    this.search = search;
    this.standings = standings;
    this.views = views;
    this.paging = paging;
  }

  /** Registers a model in a project. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "registerModel", summary = "Register a model in a project")
  @Extension(name = "x-permission", value = "model.create")
  public RestResponse<ModelView> register(@NotNull @Valid RegisterModel command) {
    Caller caller = currentCaller.get();
    Found made = registration.register(command, caller);
    return RestResponse.ResponseBuilder.<ModelView>created(
            UriBuilder.fromPath("/api/v1/models/{name}").build(made.model().fullName().full()))
        .entity(views.view(made, caller))
        .build();
  }

  /** Lists or searches the models that the caller may read, in order of project and name. */
  @GET
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "listModels",
      summary = "List or search the models you may read, by name")
  @Extension(name = "x-permission", value = "model.read")
  public Page<ModelView> list(
      @QueryParam("project_key") @Pattern(regexp = "^" + ProjectKey.PATTERN + "$")
          @Nullable String projectKey,
      @QueryParam("kind") @Nullable ModelKind kind,
      @QueryParam("q") @PlainText @Nullable String words,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    PageRequest request =
        paging.request(
            limit, cursor, "models?project_key=%s&kind=%s&q=%s".formatted(projectKey, kind, words));
    List<IdSearch.Hit> found =
        reach(projectKey, caller)
            .map(reach -> search.find(reach, kind, words, request.after(), request.limit()))
            .orElse(List.of());
    Page<IdSearch.Hit> page = paging.page(found, request, IdSearch.Hit::position);
    List<Model> shown = models.byId(page.items().stream().map(IdSearch.Hit::id).toList());
    return new Page<>(views.views(shown, caller), page.next(), page.self());
  }

  /** Shows one model. */
  @GET
  @Path("/{name}")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(operationId = "getModel", summary = "Read a model")
  @Extension(name = "x-permission", value = "model.read")
  public ModelView get(@PathParam("name") String name) {
    Caller caller = currentCaller.get();
    return views.view(visible.find(name, caller, Standing::mayRead), caller);
  }

  /** Changes what is said about a model. */
  @PATCH
  @Path("/{name}")
  @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Transactional
  @Operation(operationId = "describeModel", summary = "Change what a model is said to be for")
  @Extension(name = "x-permission", value = "model.update")
  @RequestBody(content = @Content(schema = @Schema(implementation = DescribeModel.class)))
  public ModelView describe(
      @PathParam("name") String name,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull JsonNode patch)
      throws JsonProcessingException {
    Caller caller = currentCaller.get();
    return views.view(description.describe(name, patch, ifMatch, caller), caller);
  }

  private Optional<Reach> reach(@Nullable String projectKey, Caller caller) {
    if (projectKey == null) {
      return Optional.of(Standings.reach(caller));
    }
    return standings
        .find(new ProjectKey(projectKey), caller, Standing::mayRead)
        .map(standing -> new Reach(standing.projectId(), null));
  }
}
