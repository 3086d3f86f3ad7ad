package org.assay.registry.mlflow.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.registry.loggedmodel.VisibleLoggedModels;
import org.assay.registry.mlflow.MlflowFailure;
import org.jspecify.annotations.Nullable;

/** Resolves the source {@code models:/m-...}, by which clients since MLflow 3 register a model. */
@ApplicationScoped
public class LoggedModelSources {

  private static final String SCHEME = "models:/";

  private final VisibleLoggedModels visible;

  LoggedModelSources(VisibleLoggedModels visible) {
    this.visible = visible;
  }

  /**
   * Resolves a source; empty where it is none of a logged model.
   *
   * @throws MlflowFailure 404 where there is no such logged model, or the caller may not know of it
   */
  public Optional<Source> of(String source, Caller caller) {
    if (!source.startsWith(SCHEME + TrackingIds.MODEL)
        || source.indexOf('/', SCHEME.length()) > 0) {
      return Optional.empty();
    }
    UUID id = TrackingIds.model(source.substring(SCHEME.length()));
    VisibleLoggedModels.Found found = visible.find(id, caller);
    UUID run = found.model().sourceRunId();
    return Optional.of(
        new Source(
            TrackingIds.model(id),
            ArtifactUris.ofModel(found.experiment(), id),
            run == null ? null : TrackingIds.written(run)));
  }

  /**
   * Where a logged model is and comes from.
   *
   * @param model its id
   * @param location where its files are
   * @param run the run that wrote it, null where none did
   */
  public record Source(String model, String location, @Nullable String run) {}
}
