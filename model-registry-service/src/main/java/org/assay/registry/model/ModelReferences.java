package org.assay.registry.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;

/**
 * What a model names in its project: who answers for it, and the use cases that it serves. Other
 * services may be asked here, so no row is locked meanwhile.
 */
@ApplicationScoped
class ModelReferences {

  private final Accounts accounts;
  private final Standings standings;

  ModelReferences(Accounts accounts, Standings standings) {
    this.accounts = accounts;
    this.standings = standings;
  }

  /**
   * Finds the subject of an account that is to answer for a model: somebody who works in its
   * project.
   *
   * @throws ProblemException 422 {@code UNKNOWN_SUBJECT} or {@code VALIDATION_FAILED}, 503 {@code
   *     IDENTITY_PROVIDER_AWAY} or {@code PROJECT_SERVICE_AWAY}
   */
  String owner(String account, Standing standing, Caller caller) {
    String subject = accounts.subjectOf(account, "/owner");
    if (!standings.worksIn(standing, subject, caller)) {
      throw ProblemException.invalid(
          "/owner",
          "NOT_A_CONTRIBUTOR",
          "%s is no contributor or owner of project %s".formatted(account, standing.key()));
    }
    return subject;
  }

  /**
   * Refuses use cases that are none of the project.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED}, 503 {@code PROJECT_SERVICE_AWAY} or
   *     {@code USE_CASES_NOT_KNOWN_YET}
   */
  void requireUseCases(List<UUID> ids, Standing standing, Caller caller) {
    standings
        .firstStrangeUseCase(standing, ids, caller)
        .ifPresent(
            stranger -> {
              throw ProblemException.invalid(
                  "/use_case_ids/" + ids.indexOf(stranger),
                  "UNKNOWN",
                  "project %s has no use case %s".formatted(standing.key(), stranger));
            });
  }

  /**
   * Refuses who may not hand a model over: its owner may, an owner of the project, a lead in it.
   */
  static Optional<Refusal> refusesHandover(Model model, Standing standing, Caller caller) {
    return Contribution.refuses(caller, standing)
        .or(
            () ->
                caller.subject().equals(model.ownerId())
                        || standing.isOwner()
                        || caller.has(Role.LEAD)
                    ? Optional.empty()
                    : Optional.of(
                        Refusal.of(
                            RegistryProblem.OWNER_OR_LEAD_REQUIRED,
                            "To hand model %s over takes its owner, an owner of project %s or the role lead"
                                .formatted(model.fullName(), standing.key()))));
  }
}
