package org.assay.review.classification;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The questionnaires over HTTP; they hold nothing of any project. */
@Path("/api/v1/questionnaires")
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
@Tag(name = "classifications")
class QuestionnaireResource {

  private final Questionnaires questionnaires;

  QuestionnaireResource(Questionnaires questionnaires) {
    this.questionnaires = questionnaires;
  }

  /** Shows the questionnaire that is answered now. */
  @GET
  @Path("/current")
  @Operation(operationId = "getCurrentQuestionnaire", summary = "Read the questionnaire in force")
  @Extension(name = "x-permission", value = "questionnaire.read")
  public QuestionnaireView current() {
    return QuestionnaireView.from(questionnaires.inForce());
  }

  /** Shows one questionnaire. */
  @GET
  @Path("/{name}/{number}")
  @Operation(operationId = "getQuestionnaire", summary = "Read a questionnaire, also an older one")
  @Extension(name = "x-permission", value = "questionnaire.read")
  public QuestionnaireView get(@PathParam("name") String name, @PathParam("number") int number) {
    return questionnaires
        .cited(name + "/" + number)
        .map(QuestionnaireView::from)
        .orElseThrow(
            () ->
                ProblemException.of(
                    CommonProblem.NOT_FOUND, "There is no questionnaire of this name and number"));
  }
}
