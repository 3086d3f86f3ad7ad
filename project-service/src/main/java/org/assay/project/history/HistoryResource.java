package org.assay.project.history;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.People;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.project.charter.Project;
import org.assay.project.charter.ProjectAccess;
import org.assay.project.charter.Transition;
import org.assay.project.charter.Transitions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A project's history over HTTP. */
@Path("/api/v1/projects/{key}/history")
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
@Tag(name = "projects")
class HistoryResource {

  private final ProjectAccess access;
  private final EventLog log;
  private final Transitions transitions;
  private final Accounts accounts;
  private final Paging paging;

  HistoryResource(
      ProjectAccess access,
      EventLog log,
      Transitions transitions,
      Accounts accounts,
      Paging paging) {
    this.access = access;
    this.log = log;
    this.transitions = transitions;
    this.accounts = accounts;
    this.paging = paging;
  }

  /** Lists everything that happened to a project and its members, oldest first. */
  @GET
  @Operation(
      operationId = "getProjectHistory",
      summary = "List what happened to a project and its members, oldest first")
  @Extension(name = "x-permission", value = "project.read")
  public Page<HistoryEntryView> list(
      @PathParam("key") String key,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Project project = access.read(key).project();
    PageRequest request = paging.request(limit, cursor, "history?project=" + key);
    long after = request.after().map(last -> Long.parseLong(last.getFirst())).orElse(0L);
    List<LoggedEvent> events = log.history(project.id(), after, request.fetchSize());
    return paging.page(
        entries(project, events), request, entry -> List.of(Long.toString(entry.revision())));
  }

  private List<HistoryEntryView> entries(Project project, List<LoggedEvent> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    People people = accounts.people(events.stream().map(LoggedEvent::actor));
    Map<Long, String> reasons =
        transitions
            .between(
                project.id(),
                events.getFirst().aggregateVersion(),
                events.getLast().aggregateVersion())
            .stream()
            .collect(Collectors.toMap(Transition::revision, Transition::reason));
    return events.stream()
        .map(
            event ->
                HistoryEntryView.from(
                    event, people.named(event.actor()), reasons.get(event.aggregateVersion())))
        .toList();
  }
}
