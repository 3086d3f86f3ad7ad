package org.assay.project.usecase;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A use case as HTTP shows it; its texts are those of {@link UseCaseDescription}.
 *
 * @param id its id, the {@code use_case_id} of events
 * @param name how people call it
 * @param purpose what the organisation wants to reach by it
 * @param decisionSupported which decision it makes or prepares
 * @param users who works with what comes out
 * @param affectedPeople whom the decision concerns
 * @param jurisdictions where those people are
 * @param organisationRole what the organisation is to the system
 * @param alternativesConsidered what else was considered
 * @param tier the highest tier of its models, absent where none is classified
 * @param classifications the models of the highest tiers, as they were classified last
 * @param createdAt when it was added
 * @param createdBy who added it
 * @param revision the project's revision at its last change
 * @param actions what the caller may do with it now
 */
@Schema(name = "UseCase")
record UseCaseView(
    UUID id,
    String name,
    String purpose,
    String decisionSupported,
    String users,
    String affectedPeople,
    List<String> jurisdictions,
    OrganisationRole organisationRole,
    @Nullable String alternativesConsidered,
    @Nullable String tier,
    List<ClassificationView> classifications,
    Instant createdAt,
    Actor createdBy,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  /**
   * Shows a use case.
   *
   * @param classified its models, the highest tier first
   */
  static UseCaseView from(
      UseCase useCase,
      List<ClassificationView> classified,
      Actor createdBy,
      List<ActionView> actions) {
    UseCaseDescription said = useCase.description();
    return new UseCaseView(
        useCase.id(),
        said.name(),
        said.purpose(),
        said.decisionSupported(),
        said.users(),
        said.affectedPeople(),
        said.jurisdictions(),
        said.organisationRole(),
        said.alternativesConsidered(),
        classified.isEmpty() ? null : classified.getFirst().tier(),
        classified,
        useCase.createdAt(),
        createdBy,
        useCase.revision(),
        actions);
  }
}
