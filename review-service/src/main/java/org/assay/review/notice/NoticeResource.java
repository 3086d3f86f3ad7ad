package org.assay.review.notice;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.review.replica.ModelCopies;
import org.assay.review.replica.ModelCopy;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Notices over HTTP. */
@Path("/api/v1/notices")
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
@Tag(name = "notices")
class NoticeResource {

  private final CurrentCaller currentCaller;
  private final Notices notices;
  private final ModelCopies models;
  private final VersionCopies versions;
  private final Paging paging;

  NoticeResource(
      CurrentCaller currentCaller,
      Notices notices,
      ModelCopies models,
      VersionCopies versions,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.notices = notices;
    this.models = models;
    this.versions = versions;
    this.paging = paging;
  }

  /** Lists what was said of ends, newest first, only what the caller may read. */
  @GET
  @Operation(
      operationId = "listNotices",
      summary = "List the notices of what ends soon that you may read, newest first")
  @Extension(name = "x-permission", value = "notice.read")
  public Page<NoticeView> list(
      @QueryParam("what") @Nullable Ending what,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    PageRequest request =
        paging.request(limit, cursor, "notices?what=%s&%s".formatted(what, caller.subject()));
    List<Notice> found =
        notices.newestFirst(
            what,
            caller,
            request.after().map(key -> UUID.fromString(key.getFirst())),
            request.fetchSize());
    return paging.page(views(found), request, notice -> List.of(notice.id().toString()));
  }

  private List<NoticeView> views(List<Notice> found) {
    Map<UUID, ModelCopy> ofModels =
        models.find(found.stream().map(Notice::modelId).distinct().toList());
    Map<UUID, VersionCopy> ofVersions =
        versions.find(
            found.stream().map(Notice::versionId).flatMap(Stream::ofNullable).distinct().toList());
    return found.stream()
        .map(
            notice ->
                new NoticeView(
                    notice.id(),
                    notice.what(),
                    notice.thingId(),
                    Optional.ofNullable(ofModels.get(notice.modelId()))
                        .map(ModelCopy::name)
                        .orElseThrow(),
                    number(notice.versionId(), ofVersions),
                    notice.versionId(),
                    notice.dueAt(),
                    notice.days(),
                    notice.givenAt()))
        .toList();
  }

  private static @Nullable Integer number(@Nullable UUID id, Map<UUID, VersionCopy> versions) {
    VersionCopy version = id == null ? null : versions.get(id);
    return version == null ? null : version.number();
  }
}
