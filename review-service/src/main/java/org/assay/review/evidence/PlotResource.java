package org.assay.review.evidence;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.problem.ProblemException;
import org.assay.review.evidence.evaluation.Evaluations;
import org.assay.review.evidence.plot.Plot;
import org.assay.review.evidence.plot.svg.PlotDrawing;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopies;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Plots of evidence over HTTP. */
@Path("/api/v1/evidence/{id}/plots")
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
class PlotResource {

  private static final String SVG = "image/svg+xml";
  private static final String NAME = "[a-z0-9-]+";

  private final CurrentCaller currentCaller;
  private final Access access;
  private final VersionCopies versions;
  private final EvidenceRecords records;
  private final Evaluations evaluations;
  private final EvidenceViews views;
  private final EvidencePlots plots;

  PlotResource(
      CurrentCaller currentCaller,
      Access access,
      VersionCopies versions,
      EvidenceRecords records,
      Evaluations evaluations,
      EvidenceViews views,
      EvidencePlots plots) {
    this.currentCaller = currentCaller;
    this.access = access;
    this.versions = versions;
    this.records = records;
    this.evaluations = evaluations;
    this.views = views;
    this.plots = plots;
  }

  /** Lists the plots of a record that the caller may see; all fit one page. */
  @GET
  @Operation(
      operationId = "listPlots",
      summary = "List the plots of a record of evidence; none until it is evaluated")
  @Extension(name = "x-permission", value = "version.read")
  public Page<Plot.Entry> list(@PathParam("id") UUID id) {
    return new Page<>(
        seen(id).stream().map(Plot::entry).toList(),
        null,
        "/api/v1/evidence/%s/plots".formatted(id));
  }

  /** Shows one plot as data. */
  @GET
  @Path("/{name}")
  @APIResponse(
      responseCode = "200",
      description = "The plot as data with a table of them, or drawn",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Plot.class)),
        @Content(mediaType = SVG, schema = @Schema(type = SchemaType.STRING, maxLength = 1_048_576))
      })
  @Operation(operationId = "getPlot", summary = "Read a plot of evidence, as data or as SVG")
  @Extension(name = "x-permission", value = "version.read")
  public Plot get(
      @PathParam("id") UUID id,
      @PathParam("name") @Size(max = 64) @Pattern(regexp = NAME) String name) {
    return seen(id).stream()
        .filter(plot -> plot.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.of(
                    CommonProblem.NOT_FOUND,
                    "The evidence has no plot %s that you may see; its list names those it has"
                        .formatted(name)));
  }

  /** Draws the same plot. */
  @GET
  @Path("/{name}")
  @Produces(SVG + ";qs=0.5")
  @Operation(hidden = true)
  @Extension(name = "x-permission", value = "version.read")
  public RestResponse<String> draw(
      @PathParam("id") UUID id,
      @PathParam("name") @Size(max = 64) @Pattern(regexp = NAME) String name) {
    // How much it is preferred is part of the negotiation, and not of the answer's type.
    return RestResponse.ResponseBuilder.ok(PlotDrawing.of(get(id, name)), SVG).build();
  }

  private List<Plot> seen(UUID id) {
    Caller caller = currentCaller.get();
    Optional<Evidence> evidence =
        records.findByIdOptional(id).filter(found -> access.reads(caller, found.projectId()));
    if (evidence.isEmpty()
        && evaluations
            .ofEvidence(id)
            .filter(found -> access.reads(caller, found.projectId()))
            .isEmpty()) {
      throw Access.unknown("evidence", id);
    }
    return evidence
        .map(
            found ->
                plots.of(found, views.seesSmallCells(versions.known(found.versionId()), caller)))
        .orElse(List.of());
  }
}
