package org.assay.registry.mlflow.tracking;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assay.registry.experiment.HexId;
import org.assay.registry.mlflow.MlflowFailure;

/**
 * How MLflow writes ids: of an experiment and a run the 32 hexadecimal digits of the id, of a
 * logged model {@code m-} before them.
 */
final class TrackingIds {

  /** The experiment of runs for which none is named. */
  static final String STANDARD = "0";

  private static final Pattern EXPERIMENT = Pattern.compile("[a-zA-Z0-9][\\w\\-]{0,63}");
  private static final Pattern RUN = Pattern.compile("[a-zA-Z0-9][\\w\\-]{0,255}");

  /** What the id of a logged model begins with. */
  static final String MODEL = "m-";

  private TrackingIds() {}

  /** Writes the id of an experiment or a run. */
  static String written(UUID id) {
    return id.toString().replace("-", "");
  }

  /** Writes the id of a logged model. */
  static String model(UUID id) {
    return MODEL + written(id);
  }

  /**
   * Reads the id of an experiment.
   *
   * @throws MlflowFailure 400 where it is no id, 404 where it is none of ours
   */
  static UUID experiment(String written) {
    if (!EXPERIMENT.matcher(written).matches()) {
      throw MlflowFailure.invalid("Invalid experiment ID: '%s'".formatted(shown(written)));
    }
    return HexId.read(written)
        .orElseThrow(
            () -> MlflowFailure.absent("No Experiment with id=%s exists".formatted(written)));
  }

  /**
   * Reads the id of a run.
   *
   * @throws MlflowFailure 400 where it is no id, 404 where it is none of ours
   */
  static UUID run(String written) {
    if (!RUN.matcher(written).matches()) {
      throw MlflowFailure.invalid("Invalid run ID: '%s'".formatted(shown(written)));
    }
    return HexId.read(written)
        .orElseThrow(() -> MlflowFailure.absent("Run with id=%s not found".formatted(written)));
  }

  /**
   * Reads the id of a logged model.
   *
   * @throws MlflowFailure 404 where it is none of ours
   */
  static UUID model(String written) {
    Optional<UUID> id =
        written.startsWith(MODEL)
            ? HexId.read(written.substring(MODEL.length()))
            : Optional.empty();
    return id.orElseThrow(
        () ->
            MlflowFailure.absent("Logged model with ID '%s' not found.".formatted(shown(written))));
  }

  private static String shown(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "...";
  }
}
