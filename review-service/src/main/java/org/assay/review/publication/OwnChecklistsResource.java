package org.assay.review.publication;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The organisation's own sets of checklists over HTTP, from the drafts on; they hold nothing of any
 * project.
 */
@Path("/api/v1/checklists")
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
@Tag(name = "checklists")
class OwnChecklistsResource {

  private final CurrentCaller currentCaller;
  private final QuestionDrafting drafting;
  private final QuestionPublication publication;
  private final ChecklistsEntries entries;
  private final DryRunning running;
  private final DryRuns dryRuns;
  private final QuestionViews views;
  private final Paging paging;

  OwnChecklistsResource(
      CurrentCaller currentCaller,
      QuestionDrafting drafting,
      QuestionPublication publication,
      ChecklistsEntries entries,
      DryRunning running,
      DryRuns dryRuns,
      QuestionViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.drafting = drafting;
    this.publication = publication;
    this.entries = entries;
    this.running = running;
    this.dryRuns = dryRuns;
    this.views = views;
    this.paging = paging;
  }

  /** Drafts a set of checklists. */
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
  @Operation(
      operationId = "draftChecklists",
      summary = "Draft the next number of a set of checklists")
  @Extension(name = "x-permission", value = "checklist.draft")
  public RestResponse<OwnChecklistsView> draft(@NotNull @Valid DraftChecklists command) {
    Caller caller = currentCaller.get();
    return created(drafting.draft(command, caller), caller);
  }

  /** Lists those that the caller may read, newest first; what Assay ships is not among them. */
  @GET
  @Path("/sets")
  @Operation(
      operationId = "listChecklistSets",
      summary = "List the organisation's own sets of checklists you may read, newest first")
  @Extension(name = "x-permission", value = "checklist.read")
  public Page<OwnChecklistsView> list(
      @QueryParam("state") @Nullable PolicyState state,
      @QueryParam("name") @PlainText(max = 64) @Nullable String name,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    PageRequest request =
        paging.request(
            limit,
            cursor,
            "checklist?state=%s&name=%s&%s".formatted(state, name, caller.subject()));
    return paging.page(
        views.checklists(
            entries.newestFirst(
                new Documents.Filter(state, null, name),
                caller,
                request.after().map(key -> UUID.fromString(key.getFirst())),
                request.fetchSize()),
            caller),
        request,
        one -> List.of(one.id().toString()));
  }

  /** Shows one. */
  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getOwnChecklists",
      summary = "Read a set of checklists of the organisation's own")
  @Extension(name = "x-permission", value = "checklist.read")
  public OwnChecklistsView own(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return views.view(entries.readable(id, caller), caller);
  }

  /** Says what differs from an earlier one. */
  @GET
  @Path("/{id}/differences")
  @Operation(
      operationId = "compareChecklists",
      summary = "Read what differs from an earlier version, or from what is shipped")
  @Extension(name = "x-permission", value = "checklist.read")
  public Differences differences(
      @PathParam("id") UUID id,
      @QueryParam("from") @Size(max = 64) @Pattern(regexp = DraftContent.REFERENCE)
          @Nullable String from) {
    return views.differences(entries.readable(id, currentCaller.get()), from);
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
  @Operation(
      operationId = "reviseChecklists",
      summary = "Change what the draft of a set of checklists says")
  @Extension(name = "x-permission", value = "checklist.draft")
  public OwnChecklistsView revise(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ChecklistsContent command) {
    Caller caller = currentCaller.get();
    var changed = drafting.revise(id, command, ifMatch, caller);
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
  @Operation(operationId = "deleteChecklists", summary = "Remove the draft of a set of checklists")
  @Extension(name = "x-permission", value = "checklist.draft")
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
      operationId = "publishChecklists",
      summary = "Say yes to publishing a draft; the second of lead and administrator publishes it")
  @Extension(name = "x-permission", value = "checklist.publish")
  public RestResponse<OwnChecklistsView> publish(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid ConsentToPolicy command) {
    Caller caller = currentCaller.get();
    return created(publication.publish(entries, id, command, ifMatch, caller), caller);
  }

  /** Tries a draft against what is open. */
  @POST
  @Path("/{id}/dry-runs")
  @RolesAllowed({
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.ADMIN
  })
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "startChecklistsDryRun",
      summary = "Try the draft of a set of checklists against every open version")
  @Extension(name = "x-permission", value = "checklist.draft")
  public RestResponse<QuestionDryRunView> tryOut(@PathParam("id") UUID id) {
    DryRun run = running.start(entries, id, currentCaller.get());
    dryRuns.flush();
    return RestResponse.ResponseBuilder.<QuestionDryRunView>created(
            URI.create("/api/v1/checklists/%s/dry-runs/%s".formatted(id, run.id())))
        .entity(views.view(run, DocumentKind.CHECKLISTS))
        .build();
  }

  /** Shows a dry run; it names versions of all projects. */
  @GET
  @Path("/{id}/dry-runs/{run}")
  @RolesAllowed({
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(operationId = "getChecklistsDryRun", summary = "Read a dry run of a set of checklists")
  @Extension(name = "x-permission", value = "checklist.dry-run.read")
  public QuestionDryRunView dryRun(@PathParam("id") UUID id, @PathParam("run") UUID run) {
    return views.view(
        dryRuns.of(entries.readable(id, currentCaller.get()), run), DocumentKind.CHECKLISTS);
  }

  private RestResponse<OwnChecklistsView> created(ChecklistsEntry draft, Caller caller) {
    entries.flush();
    return RestResponse.ResponseBuilder.<OwnChecklistsView>created(
            URI.create("/api/v1/checklists/" + draft.id()))
        .entity(views.view(draft, caller))
        .build();
  }
}
