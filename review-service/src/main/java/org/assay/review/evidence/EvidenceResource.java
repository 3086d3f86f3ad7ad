package org.assay.review.evidence;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.review.evidence.evaluation.Evaluation;
import org.assay.review.evidence.evaluation.Evaluations;
import org.assay.review.evidence.evaluation.NewEvaluation;
import org.assay.review.evidence.window.AddWindow;
import org.assay.review.evidence.window.Window;
import org.assay.review.evidence.window.WindowJob;
import org.assay.review.evidence.window.WindowJobs;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Evidence about versions over HTTP. */
@Path("/api/v1")
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
class EvidenceResource {

  private final CurrentCaller currentCaller;
  private final Access access;
  private final ArrivingVersions arriving;
  private final VersionCopies versions;
  private final EvidenceAddition addition;
  private final WindowAddition windows;
  private final EvidenceRecords records;
  private final WindowJobs jobs;
  private final Evaluations evaluations;
  private final EvidenceViews views;
  private final Paging paging;

  EvidenceResource(
      CurrentCaller currentCaller,
      Access access,
      ArrivingVersions arriving,
      VersionCopies versions,
      EvidenceAddition addition,
      WindowAddition windows,
      EvidenceRecords records,
      WindowJobs jobs,
      Evaluations evaluations,
      EvidenceViews views,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.access = access;
    this.arriving = arriving;
    this.versions = versions;
    this.addition = addition;
    this.windows = windows;
    this.records = records;
    this.jobs = jobs;
    this.evaluations = evaluations;
    this.views = views;
    this.paging = paging;
  }

  /**
   * Adds evidence to a version; approvals given on the set before it do not count any more. A
   * monitoring window leaves the set as it is.
   */
  @POST
  @Path("/models/{name}/versions/{number}/evidence")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "addEvidence",
      summary = "Add evidence to a version, or supersede some; earlier approvals are dropped")
  @Extension(name = "x-permission", value = "evidence.add")
  public RestResponse<EvidenceView> add(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @NotNull @Valid AddEvidence command) {
    Caller caller = currentCaller.get();
    if (command.kind() == EvidenceKind.PREDICTIONS) {
      NewEvaluation asked = NewEvidence.evaluation(command);
      VersionCopy version = arriving.find(caller, name, number);
      return created(shown(addition.evaluate(version, asked, caller), caller));
    }
    NewEvidence evidence = NewEvidence.of(command);
    VersionCopy version = arriving.find(caller, name, number);
    AddWindow window = command.window();
    if (window != null
        && window.upload() != null
        && evidence.content() instanceof EvidenceContent.Monitored(String _, Window asked)) {
      return created(shown(windows.ask(version, evidence, asked, window, caller), caller));
    }
    return created(views.view(add(version, evidence, caller), version, caller));
  }

  private Evidence add(VersionCopy version, NewEvidence evidence, Caller caller) {
    return evidence.content() instanceof EvidenceContent.Monitored monitored
        ? windows.add(version, evidence, monitored.window(), caller)
        : addition.add(version, evidence, caller);
  }

  private static RestResponse<EvidenceView> created(EvidenceView view) {
    return RestResponse.ResponseBuilder.<EvidenceView>created(
            URI.create("/api/v1/evidence/" + view.id()))
        .entity(view)
        .build();
  }

  /** An evaluation that is done is the record that it became. */
  private EvidenceView shown(Evaluation evaluation, Caller caller) {
    VersionCopy version = versions.known(evaluation.versionId());
    return records
        .findByIdOptional(evaluation.evidenceId())
        .map(evidence -> views.whole(evidence, version, caller))
        .orElseGet(() -> views.pending(evaluation, version, caller));
  }

  /** A window that is counted is the record that it became. */
  private EvidenceView shown(WindowJob job, Caller caller) {
    VersionCopy version = versions.known(job.versionId());
    return records
        .findByIdOptional(job.id())
        .map(evidence -> views.whole(evidence, version, caller))
        .orElseGet(() -> views.pending(List.of(job), version, caller).getFirst());
  }

  /** Lists the evidence of a version, or the windows that are none (yet), newest first. */
  @GET
  @Path("/models/{name}/versions/{number}/evidence")
  @Operation(
      operationId = "listEvidence",
      summary =
          "List the evidence of a version, newest first; current=true leaves out the rest,"
              + " counting=true lists windows from files that are not counted instead")
  @Extension(name = "x-permission", value = "version.read")
  public Page<EvidenceView> list(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @QueryParam("current") @DefaultValue("false") boolean current,
      @QueryParam("counting") @DefaultValue("false") boolean counting,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    VersionCopy version = access.version(caller, name, number);
    PageRequest request =
        paging.request(
            limit,
            cursor,
            "evidence?version=%s&current=%s&counting=%s"
                .formatted(version.id(), current, counting));
    Optional<UUID> before = request.after().map(key -> UUID.fromString(key.getFirst()));
    int size = request.fetchSize();
    return paging.page(
        counting
            ? views.pending(jobs.newestFirst(version.id(), before, size), version, caller)
            : views.views(
                records.newestFirst(version.id(), current, before, size), version, caller),
        request,
        evidence -> List.of(evidence.id().toString()));
  }

  /** Shows one record of evidence with what Assay computed of it. */
  @GET
  @Path("/evidence/{id}")
  @Operation(operationId = "getEvidence", summary = "Read a record of evidence with its statistics")
  @Extension(name = "x-permission", value = "version.read")
  public EvidenceView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return records
        .findByIdOptional(id)
        .filter(found -> access.reads(caller, found.projectId()))
        .map(found -> views.whole(found, versions.known(found.versionId()), caller))
        .orElseGet(
            () ->
                job(id, caller)
                    .map(job -> shown(job, caller))
                    .orElseGet(() -> shown(evaluation(id, caller), caller)));
  }

  /** Ends an evaluation, or a window that is counted, before it is done; nothing of it is kept. */
  @POST
  @Path("/evidence/{id}/cancellations")
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "cancelEvaluation",
      summary = "Cancel an evaluation of predictions, or a window from files, that is not done")
  @Extension(name = "x-permission", value = "evidence.add")
  public RestResponse<EvidenceView> cancel(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return created(
        job(id, caller)
            .map(job -> shown(windows.cancel(job, caller), caller))
            .orElseGet(() -> shown(addition.cancel(evaluation(id, caller), caller), caller)));
  }

  private Optional<WindowJob> job(UUID id, Caller caller) {
    return jobs.findByIdOptional(id).filter(found -> access.reads(caller, found.projectId()));
  }

  private Evaluation evaluation(UUID id, Caller caller) {
    return evaluations
        .ofEvidence(id)
        .filter(found -> access.reads(caller, found.projectId()))
        .orElseThrow(() -> Access.unknown("evidence", id));
  }
}
