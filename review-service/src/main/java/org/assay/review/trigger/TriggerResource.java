package org.assay.review.trigger;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Triggers over HTTP. */
@Path("/api/v1/triggers")
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
@Tag(name = "triggers")
class TriggerResource {

  private final CurrentCaller currentCaller;
  private final FiredTriggers triggers;
  private final VersionCopies versions;
  private final Paging paging;

  TriggerResource(
      CurrentCaller currentCaller, FiredTriggers triggers, VersionCopies versions, Paging paging) {
    this.currentCaller = currentCaller;
    this.triggers = triggers;
    this.versions = versions;
    this.paging = paging;
  }

  /** Lists the triggers that fired, newest first, only what the caller may read. */
  @GET
  @Operation(
      operationId = "listTriggers",
      summary = "List what happened by which versions have to be looked at again, newest first")
  @Extension(name = "x-permission", value = "trigger.read")
  public Page<TriggerView> list(
      @QueryParam("kind") @Nullable TriggerKind kind,
      @QueryParam("model") @Nullable String model,
      @QueryParam("version") @Nullable Integer version,
      @QueryParam("fired_from") @Nullable Instant firedFrom,
      @QueryParam("fired_until") @Nullable Instant firedUntil,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    FiredTriggers.Filter filter =
        new FiredTriggers.Filter(kind, model, version, firedFrom, firedUntil);
    PageRequest request =
        paging.request(limit, cursor, "triggers?%s&%s".formatted(filter, caller.subject()));
    List<FiredTrigger> found =
        triggers.newestFirst(
            filter,
            caller,
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    Map<UUID, VersionCopy> of =
        versions.find(found.stream().map(FiredTrigger::versionId).distinct().toList());
    List<TriggerView> shown =
        found.stream()
            .flatMap(
                trigger ->
                    Stream.ofNullable(of.get(trigger.versionId()))
                        .map(known -> TriggerView.of(trigger, known)))
            .toList();
    return paging.page(shown, request, trigger -> List.of(trigger.id().toString()));
  }
}
