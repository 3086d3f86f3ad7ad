package org.assay.review.evidence.plan;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.http.Idempotent;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.People;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Plans of evaluations over HTTP. */
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
class PlanResource {

  private static final String OF_A_VERSION = "/models/{name}/versions/{number}/evaluation-plans";

  private final CurrentCaller currentCaller;
  private final Access access;
  private final VersionCopies versions;
  private final PlanDeclaration declaration;
  private final DeclaredPlans plans;
  private final Accounts accounts;

  PlanResource(
      CurrentCaller currentCaller,
      Access access,
      VersionCopies versions,
      PlanDeclaration declaration,
      DeclaredPlans plans,
      Accounts accounts) {
    this.currentCaller = currentCaller;
    this.access = access;
    this.versions = versions;
    this.declaration = declaration;
    this.plans = plans;
    this.accounts = accounts;
  }

  /** Fixes how predictions of a version are evaluated, before there are any results. */
  @POST
  @Path(OF_A_VERSION)
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "declarePlan",
      summary = "Fix metrics, limits and groups of a version's evaluations before they are made")
  @Extension(name = "x-permission", value = "evidence.add")
  public RestResponse<PlanView> declare(
      @PathParam("name") String name,
      @PathParam("number") int number,
      @NotNull @Valid DeclarePlan command) {
    Caller caller = currentCaller.get();
    VersionCopy version = access.version(caller, name, number);
    DeclaredPlan declared = declaration.declare(version, command, caller);
    return RestResponse.ResponseBuilder.<PlanView>created(
            URI.create("/api/v1/evaluation-plans/" + declared.id()))
        .entity(views(List.of(declared), version).getFirst())
        .build();
  }

  /** Lists the plans of a version, the newest first; all fit one page. */
  @GET
  @Path(OF_A_VERSION)
  @Operation(operationId = "listPlans", summary = "List the plans of a version, newest first")
  @Extension(name = "x-permission", value = "version.read")
  public Page<PlanView> list(@PathParam("name") String name, @PathParam("number") int number) {
    VersionCopy version = access.version(currentCaller.get(), name, number);
    return new Page<>(
        views(plans.newestFirst(version.id()), version),
        null,
        "/api/v1/models/%s/versions/%d/evaluation-plans".formatted(name, number));
  }

  /** Shows one plan. */
  @GET
  @Path("/evaluation-plans/{id}")
  @Operation(operationId = "getPlan", summary = "Read a plan of evaluations")
  @Extension(name = "x-permission", value = "version.read")
  public PlanView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    DeclaredPlan declared =
        plans
            .findByIdOptional(id)
            .filter(found -> access.reads(caller, found.projectId()))
            .orElseThrow(() -> Access.unknown("plan", id));
    return views(List.of(declared), versions.known(declared.versionId())).getFirst();
  }

  private List<PlanView> views(List<DeclaredPlan> found, VersionCopy version) {
    People people = accounts.people(found.stream().map(DeclaredPlan::createdBy));
    Map<UUID, List<PlanView.LookView>> looks =
        plans.looks(found.stream().map(DeclaredPlan::id).toList());
    return found.stream()
        .map(
            one ->
                PlanView.of(
                    one,
                    version,
                    looks.getOrDefault(one.id(), List.of()),
                    people.named(one.createdBy())))
        .toList();
  }
}
