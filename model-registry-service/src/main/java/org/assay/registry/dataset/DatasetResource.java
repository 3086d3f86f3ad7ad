package org.assay.registry.dataset;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.http.Idempotent;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.People;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.page.PageRequest;
import org.assay.kit.page.Paging;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Data sets over HTTP. What is said of one never changes, so there is no {@code PATCH}. */
@Path("/api/v1/datasets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "datasets")
public class DatasetResource {

  private final CurrentCaller currentCaller;
  private final Standings standings;
  private final DatasetRegistration registration;
  private final DatasetWithdrawal withdrawal;
  private final DatasetChecks checks;
  private final VisibleDatasets visible;
  private final Datasets datasets;
  private final DatasetViews views;
  private final Accounts accounts;
  private final Paging paging;

  DatasetResource(
      CurrentCaller currentCaller,
      Standings standings,
      DatasetRegistration registration,
      DatasetWithdrawal withdrawal,
      DatasetChecks checks,
      VisibleDatasets visible,
      Datasets datasets,
      DatasetViews views,
      Accounts accounts,
      Paging paging) {
    this.currentCaller = currentCaller;
    this.standings = standings;
    this.registration = registration;
    this.withdrawal = withdrawal;
    this.checks = checks;
    this.visible = visible;
    this.datasets = datasets;
    this.views = views;
    this.accounts = accounts;
    this.paging = paging;
  }

  /** Registers a version of a data set. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "registerDataset", summary = "Register a version of a data set")
  @Extension(name = "x-permission", value = "dataset.register")
  public RestResponse<DatasetView> register(@NotNull @Valid RegisterDataset command) {
    Caller caller = currentCaller.get();
    return created(views.view(registration.register(command, caller), caller));
  }

  /** Lists the data sets of a project, in order of name and version. */
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
      operationId = "listDatasets",
      summary = "List or search the data sets of a project, by name and version")
  @Extension(name = "x-permission", value = "dataset.read")
  public Page<DatasetView> list(
      @QueryParam("project_key") @NotNull @Pattern(regexp = "^" + ProjectKey.PATTERN + "$")
          String projectKey,
      @QueryParam("name") @Size(min = 1, max = 500) @Nullable String name,
      @QueryParam("digest") @Pattern(regexp = "^" + Digest.PATTERN + "$") @Nullable String digest,
      @QueryParam("state") @Nullable DatasetState state,
      @QueryParam("personal_data") @Nullable PersonalData personalData,
      @QueryParam("q") @Size(min = 1, max = 200) @Nullable String words,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    Caller caller = currentCaller.get();
    PageRequest request =
        paging.request(
            limit,
            cursor,
            "datasets?"
                + List.of(
                    String.valueOf(projectKey),
                    String.valueOf(name),
                    String.valueOf(digest),
                    String.valueOf(state),
                    String.valueOf(personalData),
                    String.valueOf(words)));
    Standing standing = standings.require(new ProjectKey(projectKey), caller, Standing::mayRead);
    Page<Dataset> page =
        paging.page(
            datasets.page(
                new Datasets.Filter(standing.projectId(), name, digest, state, personalData, words),
                request),
            request,
            dataset -> List.of(dataset.name(), dataset.version()));
    return new Page<>(views.views(page.items(), standing, caller), page.next(), page.self());
  }

  /** Shows one data set. */
  @GET
  @Path("/{id}")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(operationId = "getDataset", summary = "Read a version of a data set")
  @Extension(name = "x-permission", value = "dataset.read")
  public DatasetView get(@PathParam("id") UUID id) {
    Caller caller = currentCaller.get();
    return views.view(visible.find(id, caller), caller);
  }

  /** Withdraws a data set for good, and flags every version that descends from it. */
  @POST
  @Path("/{id}/withdrawals")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(
      operationId = "withdrawDataset",
      summary = "Withdraw a data set for good, which flags every version that descends from it")
  @Extension(name = "x-permission", value = "dataset.withdraw")
  public RestResponse<DatasetView> withdraw(
      @PathParam("id") UUID id,
      @HeaderParam(IfMatch.HEADER) @Nullable String ifMatch,
      @NotNull @Valid WithdrawDataset command) {
    Caller caller = currentCaller.get();
    return created(views.view(withdrawal.withdraw(id, command.reason(), ifMatch, caller), caller));
  }

  /** Adds checks of a data set's quality. */
  @POST
  @Path("/{id}/quality-checks")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({RoleNames.ENGINEER, RoleNames.LEAD})
  @Idempotent
  @Transactional
  @ResponseStatus(RestResponse.StatusCode.CREATED)
  @Operation(operationId = "checkDataset", summary = "Record checks of a data set's quality")
  @Extension(name = "x-permission", value = "dataset.check")
  public RestResponse<DatasetView> check(
      @PathParam("id") UUID id, @NotNull @Valid CheckDataset command) {
    Caller caller = currentCaller.get();
    return created(views.view(checks.add(id, command.checks(), caller), caller));
  }

  /** Lists the checks of a data set's quality, the last recorded first. */
  @GET
  @Path("/{id}/quality-checks")
  @RolesAllowed({
    RoleNames.ENGINEER,
    RoleNames.ETHICS_REVIEWER,
    RoleNames.PERFORMANCE_REVIEWER,
    RoleNames.LEAD,
    RoleNames.AUDITOR,
    RoleNames.ADMIN
  })
  @Operation(
      operationId = "listQualityChecks",
      summary = "List the checks of a data set's quality, the last recorded first")
  @Extension(name = "x-permission", value = "dataset.read")
  public Page<DatasetCheckView> checks(
      @PathParam("id") UUID id,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    PageRequest request = paging.request(limit, cursor, "quality-checks?dataset=" + id);
    Dataset dataset = visible.find(id, currentCaller.get()).dataset();
    Page<DatasetChecks.Recorded> page =
        paging.page(
            checks.page(dataset.id(), request),
            request,
            check -> List.of(Integer.toString(check.number())));
    People people = accounts.people(page.items().stream().map(DatasetChecks.Recorded::by));
    return new Page<>(
        page.items().stream()
            .map(
                check ->
                    new DatasetCheckView(
                        check.number(),
                        check.name(),
                        check.outcome(),
                        check.detail(),
                        check.at(),
                        people.named(check.by())))
            .toList(),
        page.next(),
        page.self());
  }

  private static RestResponse<DatasetView> created(DatasetView view) {
    return RestResponse.ResponseBuilder.<DatasetView>created(
            UriBuilder.fromPath("/api/v1/datasets/{id}").build(view.id()))
        .entity(view)
        .build();
  }
}
