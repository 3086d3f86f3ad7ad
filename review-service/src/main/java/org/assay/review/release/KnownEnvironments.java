package org.assay.review.release;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.kit.problem.ProblemException;
import org.assay.review.ReviewProblem;

/** Refuses environments that the installation does not know. */
@ApplicationScoped
public class KnownEnvironments {

  private final Environments environments;

  KnownEnvironments(Environments environments) {
    this.environments = environments;
  }

  /**
   * Refuses one that it does not know.
   *
   * @param pointer where it was named
   * @throws ProblemException 422 {@code UNKNOWN_ENVIRONMENT}
   */
  public void refuseUnknown(String environment, String pointer) {
    if (!environments.environments().contains(environment)) {
      String accepted =
          "Accepted are "
              + String.join(", ", environments.environments().stream().sorted().toList());
      throw ProblemException.of(ReviewProblem.UNKNOWN_ENVIRONMENT, accepted)
          .at(pointer, "UNKNOWN_ENVIRONMENT", accepted);
    }
  }
}
