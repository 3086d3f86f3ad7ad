package org.assay.registry.mlflow.tracking;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.registry.experiment.Entry;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.run.RunStart;
import org.jspecify.annotations.Nullable;

/** Names of runs and logged models for which their clients have none. */
final class RunNames {

  private RunNames() {}

  /**
   * Returns the name of a run: the one asked for, else that of the tag, else one that is made up.
   *
   * @throws MlflowFailure 400 where the two differ
   */
  static String of(@Nullable String asked, List<Entry> tags) {
    Optional<String> tagged =
        tags.stream()
            .filter(tag -> tag.key().equals(RunStart.NAME_TAG))
            .map(Entry::value)
            .reduce((_, last) -> last);
    if (asked == null || asked.isEmpty()) {
      return tagged.filter(name -> !name.isEmpty()).orElseGet(() -> invented("run"));
    }
    if (tagged.isPresent() && !tagged.get().equals(asked)) {
      throw MlflowFailure.invalid(
          "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different"
              + " values. Send one of them, or the same twice.");
    }
    return asked;
  }

  /** Makes a name up. */
  static String invented(String what) {
    return what + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
