package org.assay.review.publication;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import org.assay.kit.http.PlainText;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.LiveSession;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.review.policy.PolicyScope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Policies over HTTP. */
@Path("/api/v1/policies")
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
@Tag(name = "policies")
class PolicyResource {

  private final CurrentCaller currentCaller;
  private final PolicyDrafting drafting;
  private final PolicyPublication publication;
  private final PolicyEntries entries;
  private final PolicyViews views;
  private final Paging paging;

  PolicyResource(
      CurrentCaller currentCaller,
      PolicyDrafting drafting,
      PolicyPublication publication,
      PolicyEntries entries,
      PolicyViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.drafting = drafting;
    this.publication = publication;
    this.entries = entries;
    this.views = views;
    this.paging = paging;
  }

  /** Drafts a policy. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.ADMIN
  })
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "draftPolicy", summary = "Draft the next number of a policy")
  @Extension(name = "x-permission", value = "policy.draft")
  public RestResponse<PolicyView> draft(@NotNull @Valid DraftPolicy command) {
    Caller caller = currentCaller.get();
    return created(drafting.draft(command, caller), caller);
  }

  /** Lists the policies that the caller may read, newest first. */
  @GET
  @Operation(operationId = "listPolicies", summary = "List the policies you may read, newest first")
  @Extension(name = "x-permission", value = "policy.read")
  public Page<PolicyView> list(
      @QueryParam("state") @Nullable PolicyState state,
      @QueryParam("scope") @Nullable PolicyScope scope,
      @QueryParam("name") @PlainText(max = 64) @Nullable String name,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    PageRequest request =
        paging.request(
            limit,
            cursor,
            "policies?state=%s&scope=%s&name=%s&%s"
                .formatted(state, scope, name, caller.subject()));
    List<PolicyEntry> found =
        entries.newestFirst(
            new Documents.Filter(state, scope, name),
            caller,
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    return paging.page(
        views.views(found, caller), request, policy -> List.of(policy.id().toString()));
  }

  /** Shows one policy. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getPolicy", summary = "Read a policy")
  @Extension(name = "x-permission", value = "policy.read")
  public PolicyView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return views.view(entries.readable(id, caller), caller);
  }

  /** Changes what a draft says. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.ADMIN
  })
  @Transactional
  @Operation(operationId = "revisePolicy", summary = "Change what a draft says")
  @Extension(name = "x-permission", value = "policy.draft")
  public PolicyView revise(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid DraftContent command) {
    Caller caller = currentCaller.get();
    PolicyEntry changed = drafting.revise(id, command, ifMatch, caller);
    entries.flush();
    return views.view(changed, caller);
  }

  /** Removes a draft. */
  @DELETE
  @Path("/{id}")
  @RolesAllowed({
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.ADMIN
  })
  @Transactional
  @Operation(operationId = "deletePolicy", summary = "Remove a draft")
  @Extension(name = "x-permission", value = "policy.draft")
  public void remove(
      @PathParam("id") UUID id, @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch) {
    Drafting.remove(entries, id, ifMatch, currentCaller.get());
  }

  /** A lead or an administrator is for publishing; with the second of the two it is published. */
  @POST
  @Path("/{id}/publications")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.LEAD, RoleNames.ADMIN})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "publishPolicy",
      summary = "Say yes to publishing a draft; the second of lead and administrator publishes it")
  @Extension(name = "x-permission", value = "policy.publish")
  public RestResponse<PolicyView> publish(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ConsentToPolicy command) {
    Caller caller = currentCaller.get();
    return created(publication.publish(id, command, ifMatch, caller), caller);
  }

  /** A lead or an administrator is for retiring; with the second of the two it is retired. */
  @POST
  @Path("/{id}/retirements")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.LEAD, RoleNames.ADMIN})
  @LiveSession
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "retirePolicy",
      summary = "Say yes to retiring a policy; the second of lead and administrator retires it")
  @Extension(name = "x-permission", value = "policy.publish")
  public RestResponse<PolicyView> retire(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ConsentToPolicy command) {
    Caller caller = currentCaller.get();
    return created(publication.retire(id, command, ifMatch, caller), caller);
  }

  private RestResponse<PolicyView> created(PolicyEntry policy, Caller caller) {
    entries.flush();
    return RestResponse.ResponseBuilder.<PolicyView>created(
            URI.create("/api/v1/policies/" + policy.id()))
        .entity(views.view(policy, caller))
        .build();
  }
}
