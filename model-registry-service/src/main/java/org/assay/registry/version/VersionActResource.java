package org.assay.registry.version;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * What people do to a version over HTTP; each act is a resource, and answers the version after it.
 */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "versions")
public class VersionActResource {

  private final CurrentCaller currentCaller;
  private final VersionActs acts;
  private final DraftRegistration drafts;
  private final VersionViews views;

  VersionActResource(
      CurrentCaller currentCaller, VersionActs acts, DraftRegistration drafts, VersionViews views) {
    this.currentCaller = currentCaller;
    this.acts = acts;
    this.drafts = drafts;
    this.views = views;
  }

  /** Registers a draft, now that its bytes are known. */
  @POST
  @Path("/{name}/versions/{number}/registrations")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "registerDraft",
      summary = "Register a draft by its files, or by their digest")
  @Extension(name = "x-permission", value = "version.register")
  public RestResponse<VersionView> register(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid RegisterDraft command) {
    Caller caller = currentCaller.get();
    return VersionResource.created(
        views.view(drafts.register(name, number, command, ifMatch, caller), caller));
  }

  /** Gives a draft up; it is shown no more, and its number is not used again. */
  @POST
  @Path("/{name}/versions/{number}/discards")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @APIResponse(responseCode = "204", description = "Given up")
  @Operation(operationId = "discardDraft", summary = "Give a draft up, which is shown no more")
  @Extension(name = "x-permission", value = "version.register")
  public RestResponse<Void> discard(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ActRequest command) {
    acts.take(Step.DISCARD, name, number, ifMatch, currentCaller.get());
    return RestResponse.noContent();
  }

  /** Asks for an assessment of the version: a new round begins. */
  @POST
  @Path("/{name}/versions/{number}/submissions")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "submitVersion", summary = "Submit a version for review")
  @Extension(name = "x-permission", value = "version.submit")
  public RestResponse<VersionView> submit(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid SubmitVersion command) {
    Caller caller = currentCaller.get();
    return VersionResource.created(
        views.view(acts.submit(name, number, command, ifMatch, caller), caller));
  }

  /** Takes the submission of the current round back. */
  @POST
  @Path("/{name}/versions/{number}/withdrawals")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "withdrawVersion", summary = "Take a submission back")
  @Extension(name = "x-permission", value = "version.withdraw")
  public RestResponse<VersionView> withdraw(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ActRequest command) {
    return take(Step.WITHDRAW, name, number, ifMatch);
  }

  /** Ends new use of a released version, which another one follows. */
  @POST
  @Path("/{name}/versions/{number}/deprecations")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "deprecateVersion",
      summary = "Deprecate a released version: name its successor and its last day")
  @Extension(name = "x-permission", value = "version.deprecate")
  public RestResponse<VersionView> deprecate(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid DeprecateVersion command) {
    Caller caller = currentCaller.get();
    return VersionResource.created(
        views.view(acts.deprecate(name, number, command, ifMatch, caller), caller));
  }

  /** Ends a version for good. */
  @POST
  @Path("/{name}/versions/{number}/retirements")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "retireVersion",
      summary = "Retire a version for good; a deprecated one once its last day is over")
  @Extension(name = "x-permission", value = "version.retire")
  public RestResponse<VersionView> retire(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ActRequest command) {
    return take(Step.RETIRE, name, number, ifMatch);
  }

  private RestResponse<VersionView> take(
      Step step, String name, int number, @Nullable String ifMatch) {
    Caller caller = currentCaller.get();
    return VersionResource.created(
        views.view(acts.take(step, name, number, ifMatch, caller), caller));
  }
}
