package org.assay.registry.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.experiment.Entries;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.EntryTable;

/**
 * Writes what a run logs, all of a request or nothing. Each act runs in the transaction of its
 * caller and throws 404 {@code RUN_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR} or 409 {@code
 * RUN_DELETED}.
 */
@ApplicationScoped
public class RunLog {

  private final VisibleRuns visible;
  private final RunChange change;
  private final RunMetrics metrics;
  private final Entries entries;

  RunLog(VisibleRuns visible, RunChange change, RunMetrics metrics, Entries entries) {
    this.visible = visible;
    this.change = change;
    this.metrics = metrics;
    this.entries = entries;
  }

  /**
   * Writes a batch.
   *
   * @throws ProblemException also 422 {@code VALIDATION_FAILED} or {@code TOO_MANY_ENTRIES}, 409
   *     {@code PARAM_FIXED} where a parameter has another value already, {@code RUN_FIXED}
   */
  public VisibleRuns.Found log(UUID id, Batch batch, Caller caller) {
    batch.metrics().forEach(Metric::check);
    VisibleRuns.Found found =
        batch.newName() == null ? visible.toLog(id, caller) : visible.toChange(id, caller);
    if (batch.isResult()) {
      VisibleRuns.open(found);
    }
    UUID experiment = found.experiment().id();
    entries.add(EntryTable.RUN_PARAM, id, experiment, batch.params());
    entries.set(EntryTable.RUN_TAG, id, experiment, batch.tags());
    metrics.add(found.run(), batch.metrics());
    if (batch.newName() != null) {
      RunStart.checkName(batch.newName());
      change.apply(found, new RunChange.Asked(null, null, batch.newName()), caller);
    }
    return found;
  }

  /**
   * Removes a tag.
   *
   * @throws ProblemException also 404 {@code TAG_NOT_FOUND}, 409 {@code RUN_FIXED}
   */
  public void deleteTag(UUID id, String key, Caller caller) {
    VisibleRuns.Found found = visible.toLog(id, caller);
    if (!isOfClient(key)) {
      VisibleRuns.open(found);
    }
    if (!entries.remove(EntryTable.RUN_TAG, id, key)) {
      throw ProblemException.of(
          RegistryProblem.TAG_NOT_FOUND, "No tag with name: %s in run %s".formatted(key, id));
    }
  }

  /** Says whether a tag is MLflow's own, which its clients write at any time. */
  private static boolean isOfClient(String key) {
    return key.startsWith("mlflow.");
  }

  /**
   * What a run logs at once.
   *
   * @param metrics at most a request's worth
   * @param params of different keys
   * @param tags of one key the last counts
   */
  public record Batch(List<Metric> metrics, List<Entry> params, List<Entry> tags) {

    /** Copies the lists. */
    public Batch {
      metrics = List.copyOf(metrics);
      params = List.copyOf(params);
      tags = List.copyOf(tags);
    }

    /** Says whether a version could rest on it. */
    boolean isResult() {
      return !metrics.isEmpty()
          || !params.isEmpty()
          || tags.stream().anyMatch(tag -> !isOfClient(tag.key()));
    }

    /** Returns the name that a tag gives the run, null where none does. */
    @org.jspecify.annotations.Nullable
    String newName() {
      return tags.stream()
          .filter(tag -> tag.key().equals(RunStart.NAME_TAG))
          .map(Entry::value)
          .reduce((_, last) -> last)
          .orElse(null);
    }
  }
}
