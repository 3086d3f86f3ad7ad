package org.assay.registry.mlflow.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.identity.Caller;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.Workspace;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;
import org.assay.registry.search.Reach;

/** Finds in which projects a caller's search looks. */
@ApplicationScoped
class SearchReach {

  private final Standings standings;

  SearchReach(Standings standings) {
    this.standings = standings;
  }

  /**
   * Returns the chosen project, else all that the caller may read.
   *
   * @throws MlflowFailure 404 where the caller may not know of the chosen one
   */
  Reach of(Workspace workspace, Caller caller) {
    Optional<ProjectKey> chosen = workspace.project();
    if (chosen.isEmpty()) {
      return Standings.reach(caller);
    }
    return standings
        .find(chosen.get(), caller, Standing::mayRead)
        .map(standing -> new Reach(standing.projectId(), null))
        .orElseThrow(
            () ->
                MlflowFailure.absent(
                    "There is no project %s, or you may not know of it.".formatted(chosen.get())));
  }
}
