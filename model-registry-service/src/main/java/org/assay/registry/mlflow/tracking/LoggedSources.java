package org.assay.registry.mlflow.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assay.kit.identity.Caller;
import org.assay.registry.loggedmodel.VisibleLoggedModels;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.run.VisibleRuns;
import org.jspecify.annotations.Nullable;

/**
 * Resolves what clients register from: {@code models:/m-...}, a logged model, as they do since
 * MLflow 3, and {@code runs:/<id>/<path>}, files of a run.
 */
@ApplicationScoped
public class LoggedSources {

  private static final String MODELS = "models:/";
  private static final Pattern OF_RUN = Pattern.compile("runs:/([0-9a-f]{32})(/.+)?");

  private final VisibleLoggedModels models;
  private final VisibleRuns runs;

  LoggedSources(VisibleLoggedModels models, VisibleRuns runs) {
    this.models = models;
    this.runs = runs;
  }

  /**
   * Resolves a source; empty where it is neither, or of a run that is not there or that the caller
   * may not know of: MLflow takes such a source as it is written.
   *
   * @throws MlflowFailure 404 where there is no such logged model, or the caller may not know of it
   */
  public Optional<Source> of(String source, Caller caller) {
    Matcher ofRun = OF_RUN.matcher(source);
    return ofRun.matches() ? ofRun(ofRun, caller) : ofModel(source, caller);
  }

  private Optional<Source> ofRun(Matcher source, Caller caller) {
    UUID id = TrackingIds.run(source.group(1));
    String path = source.group(2) == null ? "" : source.group(2);
    return runs.known(List.of(id), caller).stream()
        .findFirst()
        .map(
            found ->
                new Source(
                    null, ArtifactUris.ofRun(found.experiment(), id) + path, source.group(1)));
  }

  private Optional<Source> ofModel(String source, Caller caller) {
    if (!source.startsWith(MODELS + TrackingIds.MODEL)
        || source.indexOf('/', MODELS.length()) > 0) {
      return Optional.empty();
    }
    UUID id = TrackingIds.model(source.substring(MODELS.length()));
    VisibleLoggedModels.Found found = models.find(id, caller);
    UUID run = found.model().sourceRunId();
    return Optional.of(
        new Source(
            TrackingIds.model(id),
            ArtifactUris.ofModel(found.experiment(), id),
            run == null ? null : TrackingIds.written(run)));
  }

  /**
   * Where what was logged is and comes from.
   *
   * @param model the logged model's id, null where it is none
   * @param location where its files are
   * @param run the run that wrote it, null where none did
   */
  public record Source(@Nullable String model, String location, @Nullable String run) {}
}
