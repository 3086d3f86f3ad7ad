package org.assay.registry.project;

import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;

/**
 * Who may work in a project, and when it takes new work; guards acts and fills {@code actions[]}.
 */
public final class Contribution {

  private Contribution() {}

  /** Refuses who does not hold a role that works, or does not work in this project. */
  public static Optional<Refusal> refuses(Caller caller, Standing standing) {
    if (!caller.has(Role.ENGINEER) && !caller.has(Role.LEAD)) {
      return Optional.of(
          Refusal.of(CommonProblem.FORBIDDEN, "This needs the role engineer or lead"));
    }
    if (!standing.isContributor()) {
      return Optional.of(
          Refusal.of(
              RegistryProblem.NOT_A_CONTRIBUTOR,
              "This needs the membership contributor or owner in project " + standing.key()));
    }
    return Optional.empty();
  }

  /** Refuses, besides, while the project takes no new models and versions. */
  public static Optional<Refusal> refusesNew(Caller caller, Standing standing) {
    return refuses(caller, standing)
        .or(
            () ->
                standing.isActive()
                    ? Optional.empty()
                    : Optional.of(
                        Refusal.of(
                            RegistryProblem.PROJECT_NOT_ACTIVE,
                            "Project %s is %s; models and versions are taken while it is ACTIVE"
                                .formatted(standing.key(), standing.state()))));
  }
}
