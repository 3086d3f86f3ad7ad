package org.assay.registry.version;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.registry.model.ModelKind;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The search over the versions of all models that the caller may read. */
@Path("/api/v1/versions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "versions")
public class VersionSearchResource {

  private final CurrentCaller currentCaller;
  private final VersionFinding finding;
  private final Paging paging;

  VersionSearchResource(CurrentCaller currentCaller, VersionFinding finding, Paging paging) {
    this.currentCaller = currentCaller;
    this.finding = finding;
    this.paging = paging;
  }

  /** Finds versions, the last registered first where no other order is asked for. */
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
      operationId = "searchVersions",
      summary = "Find versions of all models you may read, the last registered first")
  @Extension(name = "x-permission", value = "version.read")
  public Page<VersionView> search(
      @BeanParam Anywhere asked,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    VersionSought sought = asked.sought();
    PageRequest request = paging.request(limit, cursor, "versions?" + sought);
    return finding.find(sought, request, caller);
  }

  /** What may be asked of the versions of one model. */
  public static class OfModel {

    @QueryParam("state")
    @Nullable VersionState state;

    @QueryParam("stage")
    @Nullable Stage stage;

    @QueryParam("review_state")
    @Nullable AssessmentState reviewState;

    @QueryParam("source")
    @Nullable String source;

    @QueryParam("digest")
    @Nullable String digest;

    @QueryParam("registered_by")
    @Nullable String registeredBy;

    @QueryParam("registered_from")
    @Nullable Instant registeredFrom;

    @QueryParam("registered_until")
    @Nullable Instant registeredUntil;

    @QueryParam("tag")
    @Nullable List<String> tags;

    @QueryParam("metric")
    @Nullable List<String> metrics;

    @QueryParam("param")
    @Nullable List<String> params;

    @QueryParam("q")
    @Nullable String words;

    @QueryParam("sort")
    @Nullable String sort;

    /** Returns what is sought. */
    VersionSought sought() {
      return sought(new VersionSought.Place(null, null, null));
    }

    /** Returns what is sought in a place. */
    VersionSought sought(VersionSought.Place place) {
      return VersionSought.read(
          place,
          new VersionSought.Standing(state, stage, reviewState),
          new VersionSought.Origin(source, digest, registeredBy, registeredFrom, registeredUntil),
          new VersionSought.Named(many(tags), many(metrics), many(params)),
          words,
          sort);
    }

    private static List<String> many(@Nullable List<String> values) {
      return values == null ? List.of() : values;
    }
  }

  /** What may be asked of the versions of all models. */
  public static class Anywhere extends OfModel {

    @QueryParam("project_key")
    @Nullable String projectKey;

    @QueryParam("model")
    @Nullable String model;

    @QueryParam("kind")
    @Nullable ModelKind kind;

    @Override
    VersionSought sought() {
      return sought(new VersionSought.Place(projectKey, model, kind));
    }
  }
}
