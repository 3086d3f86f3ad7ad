package org.assay.registry.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Predicate;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;

/** Finds data sets for a caller, so that those of a foreign project look as if not there. */
@ApplicationScoped
public class VisibleDatasets {

  private final Datasets datasets;
  private final Standings standings;

  VisibleDatasets(Datasets datasets, Standings standings) {
    this.datasets = datasets;
    this.standings = standings;
  }

  /**
   * Finds a data set that the caller may read.
   *
   * @throws ProblemException 404 {@code DATASET_NOT_FOUND}, 503 {@code PROJECT_SERVICE_AWAY}
   */
  public Found find(UUID id, Caller caller) {
    return find(id, caller, Standing::mayRead);
  }

  /** Finds a data set as {@link #find} does, asking no further once the standing suffices. */
  Found find(UUID id, Caller caller, Predicate<Standing> suffices) {
    Dataset there = datasets.findByIdOptional(id).orElseThrow(() -> notFound(id));
    return standings
        .find(there.project(), caller, suffices)
        .map(standing -> new Found(there, standing))
        .orElseThrow(() -> notFound(id));
  }

  private static ProblemException notFound(UUID id) {
    return ProblemException.of(
        RegistryProblem.DATASET_NOT_FOUND,
        "There is no data set %s, or you may not know of it".formatted(id));
  }

  /**
   * A data set, and what the caller is in its project.
   *
   * @param dataset the data set
   * @param standing what the caller is
   */
  public record Found(Dataset dataset, Standing standing) {}
}
