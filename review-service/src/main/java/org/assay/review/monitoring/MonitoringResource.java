package org.assay.review.monitoring;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.review.evidence.EvidenceRecords;
import org.assay.review.evidence.window.MonitoringWindows;
import org.assay.review.evidence.window.MonitoringWindows.Outcome;
import org.assay.review.evidence.window.MonitoringWindows.Place;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopy;
import org.assay.review.trigger.FiredTrigger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The monitoring of versions over HTTP; windows are added as evidence. */
@Path("/api/v1/models/{name}/versions/{number}/monitoring")
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
@Tag(name = "evidence")
class MonitoringResource {

  private final CurrentCaller currentCaller;
  private final Access access;
  private final MonitoringWindows windows;
  private final EvidenceRecords records;
  private final WindowTriggers triggers;
  private final Paging paging;

  MonitoringResource(
      CurrentCaller currentCaller,
      Access access,
      MonitoringWindows windows,
      EvidenceRecords records,
      WindowTriggers triggers,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.access = access;
    this.windows = windows;
    this.records = records;
    this.triggers = triggers;
    this.paging = paging;
  }

  /** Lists how the windows of a version came out, the latest first, superseded ones too. */
  @GET
  @Operation(
      operationId = "listMonitoring",
      summary = "List how the monitoring windows of a version came out, the latest first")
  @Extension(name = "x-permission", value = "version.read")
  public Page<WindowSummaryView> list(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("environment") @Nullable String environment,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    VersionCopy version = access.version(currentCaller.get(), name, number);
    PageRequest request =
        paging.request(
            limit,
            cursor,
            "monitoring?version=%s&environment=%s".formatted(version.id(), environment));
    List<Outcome> found =
        windows.latestFirst(
            version.id(),
            environment,
            request
                .after()
                .map(key -> new Place(Instant.parse(key.getFirst()), UUID.fromString(key.get(1)))),
            request.fetchSize());
    return paging.page(
        views(found, version),
        request,
        window -> List.of(window.from().toString(), window.evidenceId().toString()));
  }

  private List<WindowSummaryView> views(List<Outcome> found, VersionCopy version) {
    List<UUID> ids = found.stream().map(Outcome::evidenceId).toList();
    Map<UUID, UUID> successors = records.successors(ids);
    Map<UUID, List<FiredTrigger>> fired = triggers.of(version.id(), ids);
    return found.stream()
        .map(
            window ->
                WindowSummaryView.of(
                    window,
                    successors.get(window.evidenceId()),
                    fired.getOrDefault(window.evidenceId(), List.of())))
        .toList();
  }
}
