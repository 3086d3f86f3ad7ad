package org.assay.registry.version;

import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;

/** Who may take a step. */
enum Guard {
  /** A contributor or owner of the project. */
  CONTRIBUTOR {
    @Override
    Optional<Refusal> refuses(ModelVersion version, Caller caller, Standing standing) {
      return Contribution.refuses(caller, standing);
    }
  },
  /** Who submitted the current round, or an owner of the project. */
  SUBMITTER_OR_OWNER {
    @Override
    Optional<Refusal> refuses(ModelVersion version, Caller caller, Standing standing) {
      return needsRole(caller)
          .or(
              () ->
                  standing.isOwner() || version.wasSubmittedBy(caller.subject())
                      ? Optional.empty()
                      : Optional.of(
                          Refusal.of(
                              RegistryProblem.NOT_THE_SUBMITTER,
                              "This needs who submitted the version, or an owner of project "
                                  + standing.key())));
    }
  },
  /** An owner of the project, or anyone with the role lead. */
  OWNER_OR_LEAD {
    @Override
    Optional<Refusal> refuses(ModelVersion version, Caller caller, Standing standing) {
      return needsRole(caller)
          .or(
              () ->
                  standing.isOwner() || caller.has(Role.LEAD)
                      ? Optional.empty()
                      : Optional.of(
                          Refusal.of(
                              RegistryProblem.OWNER_OR_LEAD_REQUIRED,
                              "This needs an owner of project %s or the role lead"
                                  .formatted(standing.key()))));
    }
  },
  /** Anyone with the role lead. */
  LEAD {
    @Override
    Optional<Refusal> refuses(ModelVersion version, Caller caller, Standing standing) {
      return caller.has(Role.LEAD)
          ? Optional.empty()
          : Optional.of(Refusal.of(CommonProblem.FORBIDDEN, "This needs the role lead"));
    }
  },
  /** No person here: it follows from an event of review-service. */
  REVIEW_SERVICE {
    @Override
    Optional<Refusal> refuses(ModelVersion version, Caller caller, Standing standing) {
      return Optional.of(
          Refusal.of(CommonProblem.FORBIDDEN, "This follows review-service's decisions alone"));
    }
  };

  /** Refuses a caller who may not take the step, whatever the version's state. */
  abstract Optional<Refusal> refuses(ModelVersion version, Caller caller, Standing standing);

  private static Optional<Refusal> needsRole(Caller caller) {
    return caller.has(Role.ENGINEER) || caller.has(Role.LEAD)
        ? Optional.empty()
        : Optional.of(Refusal.of(CommonProblem.FORBIDDEN, "This needs the role engineer or lead"));
  }
}
