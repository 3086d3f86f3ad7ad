package org.assay.review.checklist;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.page.Page;
import org.assay.kit.problem.ProblemException;
import org.assay.review.policy.ReviewType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The checklists over HTTP; they hold nothing of any project. */
@Path("/api/v1/checklists")
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
@Tag(name = "checklists")
class ChecklistResource {

  private final Checklists checklists;

  ChecklistResource(Checklists checklists) {
    this.checklists = checklists;
  }

  /** Shows all that are shipped; those of the organisation are in sets of its own. */
  @GET
  @Operation(operationId = "listChecklists", summary = "Read the checklists of all kinds of review")
  @Extension(name = "x-permission", value = "checklist.read")
  public Page<ChecklistView> list() {
    return new Page<>(
        checklists.shipped().stream()
            .flatMap(
                set ->
                    Arrays.stream(ReviewType.values())
                        .map(type -> ChecklistView.from(set, set.of(type))))
            .toList(),
        null,
        "/api/v1/checklists");
  }

  /** Shows one, of the shipped set or of another that is published. */
  @GET
  @Path("/{type}/versions/{number}")
  @Operation(operationId = "getChecklist", summary = "Read the checklist of a kind of review")
  @Extension(name = "x-permission", value = "checklist.read")
  public ChecklistView get(
      @PathParam("type") ReviewType type,
      @PathParam("number") int number,
      @QueryParam("set") @DefaultValue("default") @Size(max = 64) @Pattern(regexp = "[a-z0-9-]+")
          String set) {
    return checklists
        .cited("%s/%d".formatted(set, number))
        .map(found -> ChecklistView.from(found, found.of(type)))
        .orElseThrow(
            () ->
                ProblemException.of(
                    CommonProblem.NOT_FOUND,
                    "There is no version %d of this checklist".formatted(number)));
  }
}
