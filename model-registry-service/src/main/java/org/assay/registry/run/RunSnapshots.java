package org.assay.registry.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assay.kit.identity.Caller;

/**
 * Keeps the results of a run as they stand when a version is registered from it, so that the run
 * may go on while the version keeps what it was registered with. A run that a version rests on
 * cannot be deleted.
 */
@ApplicationScoped
public class RunSnapshots {

  /** As many metrics as a version may claim. */
  private static final int MOST_METRICS = 200;

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

  private final Runs runs;
  private final RunRecords records;

  RunSnapshots(Runs runs, RunRecords records) {
    this.runs = runs;
    this.records = records;
  }

  /**
   * Finds the run that a version names.
   *
   * @param written its id, with or without dashes; anything else names none
   * @param projectId only a run of this project
   */
  public Optional<Run> source(String written, UUID projectId) {
    String hex = written.replace("-", "");
    if (!HEX.matcher(hex).matches()) {
      return Optional.empty();
    }
    UUID id =
        new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    return runs.tracked(id, LockModeType.PESSIMISTIC_READ)
        .filter(run -> run.projectId().equals(projectId) && !run.isDeleted());
  }

  /**
   * Keeps a run's finite latest metrics, the first {@value #MOST_METRICS} in order of their names,
   * and the names of the data it read, in an implicit run of a model; in the running transaction.
   *
   * @param source a run of a project that the caller contributes to
   */
  public Run keep(Run source, UUID projectId, UUID modelId, Caller caller) {
    RunRecords.Logged logged = records.of(source.id());
    Map<String, Double> metrics =
        logged.metrics().stream()
            .filter(metric -> Double.isFinite(metric.value()))
            .limit(MOST_METRICS)
            .collect(Collectors.toMap(Metric::key, Metric::value));
    List<String> data =
        logged.datasets().stream()
            .map(dataset -> "%s (%s)".formatted(dataset.name(), dataset.digest()))
            .limit(MOST_METRICS)
            .toList();
    Run kept = Run.implicit(projectId, modelId, metrics, data, caller.subject()).snapshotOf(source);
    runs.persist(kept);
    return kept;
  }
}
