package org.assay.registry.version;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import org.assay.kit.http.Idempotent;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
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

/**
 * Versions over HTTP. A version is immutable from its registration, so there is no {@code PUT} or
 * {@code PATCH}: new bytes are a new version, and states change by the acts of {@link
 * VersionActResource}.
 *
 * <p>The class's path is that of all resources of models: where one class's path begins another's,
 * RESTEasy Reactive answers 404 to a method that does not apply, instead of 405.
 */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "versions")
public class VersionResource {

  private final CurrentCaller currentCaller;
  private final VersionRegistration registration;
  private final VersionFinding finding;
  private final VisibleVersions visible;
  private final VersionViews views;
  private final VersionHistory history;
  private final Paging paging;
  private final TransactionSynchronizationRegistry transaction;

  VersionResource(
      CurrentCaller currentCaller,
      VersionRegistration registration,
      VersionFinding finding,
      VisibleVersions visible,
      VersionViews views,
      VersionHistory history,
      Paging paging,
      TransactionSynchronizationRegistry transaction) {
    this.currentCaller = currentCaller;
    this.registration = registration;
    this.finding = finding;
    this.visible = visible;
    this.views = views;
    this.history = history;
    this.paging = paging;
    this.transaction = transaction;
  }

  /**
   * Registers a version; with {@code validate_only} says what would come of it, and forgets it: the
   * id and number of such an answer belong to nothing.
   */
  @POST
  @Path("/{name}/versions")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "registerVersion",
      summary = "Register a version, or try it with validate_only")
  @Extension(name = "x-permission", value = "version.register")
  public RestResponse<VersionView> register(
      @PathParam("name") String name,
      @QueryParam("validate_only") @DefaultValue("false") boolean validateOnly,
      @NotNull @Valid RegisterVersion command) {
    Caller caller = currentCaller.get();
    Seen made = registration.register(name, command, caller);
    VersionView view = views.view(made, caller);
    if (validateOnly) {
      transaction.setRollbackOnly();
      return RestResponse.ok(view);
    }
    return created(view);
  }

  /** Lists or searches the versions of a model, newest first where no other order is asked for. */
  @GET
  @Path("/{name}/versions")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "listVersions",
      summary = "List or search the versions of a model, newest first")
  @Extension(name = "x-permission", value = "version.read")
  public Page<VersionView> list(
      @PathParam("name") String name,
      @BeanParam VersionSearchResource.OfModel asked,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    VersionSought sought = asked.sought();
    PageRequest request =
        paging.request(limit, cursor, "versions of %s?%s".formatted(name, sought));
    return finding.find(name, sought, request, caller);
  }

  /** Shows one version. */
  @GET
  @Path("/{name}/versions/{number}")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(operationId = "getVersion", summary = "Read a version")
  @Extension(name = "x-permission", value = "version.read")
  public VersionView get(@PathParam("name") String name, @PathParam("number") int number) {
    Caller caller = currentCaller.get();
    return views.whole(visible.read(name, number, caller), caller);
  }

  /** Lists what happened to a version, oldest first. */
  @GET
  @Path("/{name}/versions/{number}/history")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "listVersionHistory",
      summary = "List what happened to a version, oldest first")
  @Extension(name = "x-permission", value = "version.read")
  public Page<HistoryView> history(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest request =
        paging.request(limit, cursor, "history?model=%s&number=%d".formatted(name, number));
    Seen seen = visible.read(name, number, currentCaller.get());
    Page<VersionHistory.Entry> page =
        paging.page(
            history.after(seen.version().id(), request), request, VersionHistory.Entry::key);
    return new Page<>(history.views(seen.version().id(), page.items()), page.next(), page.self());
  }

  /** The 201 of whatever makes or moves a version: the version stands at its Location. */
  static RestResponse<VersionView> created(VersionView view) {
    return RestResponse.ResponseBuilder.<VersionView>created(
            UriBuilder.fromPath("/api/v1/models/{name}/versions/{number}")
                .build(view.model().name(), view.number()))
        .entity(view)
        .build();
  }
}
