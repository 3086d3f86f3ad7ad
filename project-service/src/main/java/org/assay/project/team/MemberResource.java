package org.assay.project.team;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.Set;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Identified;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.project.charter.Project;
import org.assay.project.charter.ProjectAccess;
import org.assay.project.charter.ProjectAct;
import org.assay.project.charter.VisibleProject;
import org.assay.project.input.MergePatch;
import org.assay.project.membership.Member;
import org.assay.project.membership.Members;
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

/** The members of a project over HTTP. */
@Path("/api/v1/projects/{key}/members")
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
@Tag(name = "members")
class MemberResource {

  private static final Set<String> IMMUTABLE =
      Set.of("subject", "account", "unit", "from", "until", "revision");

  private final ProjectAccess access;
  private final TeamChanges changes;
  private final Members members;
  private final MemberDirectory directory;
  private final Accounts accounts;
  private final MergePatch mergePatch;
  private final Paging paging;

  MemberResource(
      ProjectAccess access,
      TeamChanges changes,
      Members members,
      MemberDirectory directory,
      Accounts accounts,
      MergePatch mergePatch,
      Paging paging) {
    this.access = access;
    this.changes = changes;
    this.members = members;
    this.directory = directory;
    this.accounts = accounts;
    this.mergePatch = mergePatch;
    this.paging = paging;
  }

  /** Adds a member. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @APIResponseSchema(value = MemberView.class, responseCode = "201")
  @Operation(operationId = "addMember", summary = "Add a person or machine to a project")
  @Extension(name = "x-permission", value = "member.change")
  public RestResponse<MemberView> add(
      @PathParam("key") String key, @NotNull @Valid AddMember command) {
    // The provider is asked before the lock, so that nobody waits for it in turn.
    access.read(key).require(ProjectAct.CHANGE_MEMBERS);
    Identified newcomer = accounts.identify(command.subject(), "/subject");
    VisibleProject seen = access.change(key);
    seen.require(ProjectAct.CHANGE_MEMBERS);
    Member member = changes.add(seen.project(), newcomer, command.role(), seen.standing().caller());
    return RestResponse.ResponseBuilder.<MemberView>created(
            URI.create("/api/v1/projects/%s/members/%s".formatted(key, member.subject())))
        .entity(directory.view(seen, member))
        .build();
  }

  /** Lists the members of all times, the longest-standing first. */
  @GET
  @Operation(operationId = "listMembers", summary = "List members, past ones too, oldest first")
  @Extension(name = "x-permission", value = "project.read")
  public Page<MemberView> list(
      @PathParam("key") String key,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    VisibleProject seen = access.read(key);
    PageRequest request = paging.request(limit, cursor, "members?project=" + key);
    List<Member> found =
        members.after(
            seen.project().id(),
            request.after().map(last -> UUID.fromString(last.getFirst())),
            request.fetchSize());
    Page<Member> page = paging.page(found, request, member -> List.of(member.id().toString()));
    return new Page<>(directory.views(seen, page.items()), page.next(), page.self());
  }

  /** Shows the newest membership of one person or machine. */
  @GET
  @Path("/{subject}")
  @Operation(operationId = "getMember", summary = "Read a member by subject or account")
  @Extension(name = "x-permission", value = "project.read")
  public MemberView get(@PathParam("key") String key, @PathParam("subject") String subject) {
    VisibleProject seen = access.read(key);
    return directory.view(seen, directory.find(seen.project(), subject));
  }

  /** Gives a member another role. */
  @PATCH
  @Path("/{subject}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Transactional
  @Operation(operationId = "changeMember", summary = "Give a member another role")
  @Extension(name = "x-permission", value = "member.change")
  @RequestBody(content = @Content(schema = @Schema(implementation = ChangeMember.class)))
  public MemberView change(
      @PathParam("key") String key,
      @PathParam("subject") String subject,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull JsonNode patch)
      throws JsonProcessingException {
    VisibleProject seen = access.change(key);
    Project project = seen.project();
    Member member = directory.find(project, subject);
    ChangeMember changed = mergePatch.apply(new ChangeMember(member.role()), patch, IMMUTABLE);
    if (changed.role() != member.role()) {
      directory.require(MemberAct.CHANGE_ROLE, seen, member);
    } else {
      seen.require(ProjectAct.CHANGE_MEMBERS);
    }
    IfMatch.require(ifMatch, member.revision());
    changes.changeRole(project, member, changed.role(), seen.standing().caller());
    return directory.view(seen, member);
  }

  /** Ends a membership; it stays visible. */
  @DELETE
  @Path("/{subject}")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Transactional
  @Operation(operationId = "removeMember", summary = "End a membership; it stays visible")
  @Extension(name = "x-permission", value = "member.change")
  public RestResponse<Void> remove(
      @PathParam("key") String key,
      @PathParam("subject") String subject,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch) {
    VisibleProject seen = access.change(key);
    Member member = directory.find(seen.project(), subject);
    directory.require(MemberAct.REMOVE, seen, member);
    IfMatch.require(ifMatch, member.revision());
    changes.remove(seen.project(), member, seen.standing().caller());
    return RestResponse.noContent();
  }
}
