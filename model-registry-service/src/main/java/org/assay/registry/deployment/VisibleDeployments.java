package org.assay.registry.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Predicate;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;

/** Finds deployments for a caller, so that those of a foreign project look as if not there. */
@ApplicationScoped
class VisibleDeployments {

  private final Deployments deployments;
  private final Standings standings;

  VisibleDeployments(Deployments deployments, Standings standings) {
    this.deployments = deployments;
    this.standings = standings;
  }

  /**
   * Finds a deployment that the caller may read.
   *
   * @param suffices what the caller needs of the project, see {@link Standings#find}
   * @throws ProblemException 404 {@code DEPLOYMENT_NOT_FOUND}, 503 {@code PROJECT_SERVICE_AWAY}
   */
  Found find(UUID id, Caller caller, Predicate<Standing> suffices) {
    Deployment there = deployments.findByIdOptional(id).orElseThrow(() -> notFound(id));
    return standings
        .find(there.project(), caller, suffices)
        .map(standing -> new Found(there, standing))
        .orElseThrow(() -> notFound(id));
  }

  private static ProblemException notFound(UUID id) {
    return ProblemException.of(
        RegistryProblem.DEPLOYMENT_NOT_FOUND,
        "There is no deployment %s, or you may not know of it".formatted(id));
  }

  /**
   * A deployment, and what the caller is in its project.
   *
   * @param deployment the deployment
   * @param standing what the caller is
   */
  record Found(Deployment deployment, Standing standing) {}
}
