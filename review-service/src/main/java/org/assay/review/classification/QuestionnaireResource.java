package org.assay.review.classification;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.CurrentCaller;
import org.assay.kit.identity.RoleNames;
import org.assay.kit.problem.ProblemException;
import org.assay.review.replica.ModelCopies;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

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

  private final CurrentCaller currentCaller;
  private final Questionnaires questionnaires;
  private final Classifying classifying;
  private final ModelCopies models;

  QuestionnaireResource(
      CurrentCaller currentCaller,
      Questionnaires questionnaires,
      Classifying classifying,
      ModelCopies models) {
    this.currentCaller = currentCaller;
    this.questionnaires = questionnaires;
    this.classifying = classifying;
    this.models = models;
  }

  /** Shows the questionnaire that is answered now for a model, or where no policy names another. */
  @GET
  @Path("/current")
  @Transactional
  @Operation(
      operationId = "getCurrentQuestionnaire",
      summary = "Read the questionnaire that a model is classified by now")
  @Extension(name = "x-permission", value = "questionnaire.read")
  public QuestionnaireView current(@QueryParam("model") @Size(max = 300) @Nullable String model) {
    return QuestionnaireView.from(
        model == null
            ? questionnaires.cited(Questionnaire.USUAL).orElseThrow()
            : classifying.asked(models.readable(currentCaller.get(), model).projectId()));
  }

  /** Shows one questionnaire. */
  @GET
  @Path("/{name}/{number}")
  @Operation(operationId = "getQuestionnaire", summary = "Read a questionnaire, also an older one")
  @Extension(name = "x-permission", value = "questionnaire.read")
  public QuestionnaireView get(
      @PathParam("name") @Size(max = 64) @Pattern(regexp = "[a-z0-9-]+") String name,
      @PathParam("number") int number) {
    return questionnaires
        .cited(name + "/" + number)
        .map(QuestionnaireView::from)
        .orElseThrow(
            () ->
                ProblemException.of(
                    CommonProblem.NOT_FOUND, "There is no questionnaire of this name and number"));
  }
}
