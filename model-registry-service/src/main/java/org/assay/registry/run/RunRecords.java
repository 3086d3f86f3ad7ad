package org.assay.registry.run;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.registry.experiment.Entries;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.EntryTable;

/** Reads what runs have logged, many in as many statements as one. */
@ApplicationScoped
public class RunRecords {

  /** What is shown of runs, as {@link org.assay.registry.search.Weights#of} takes it. */
  public static final List<String> WEIGHTS =
      List.of(
          EntryTable.RUN_PARAM.weights(),
          EntryTable.RUN_TAG.weights(),
          RunMetrics.WEIGHTS,
          RunDatasets.WEIGHTS);

  private final Entries entries;
  private final RunMetrics metrics;
  private final RunDatasets datasets;

  RunRecords(Entries entries, RunMetrics metrics, RunDatasets datasets) {
    this.entries = entries;
    this.metrics = metrics;
    this.datasets = datasets;
  }

  /** Returns what a run has logged. */
  public Logged of(UUID run) {
    return requireNonNull(of(List.of(run)).get(run));
  }

  /** Returns what each of the runs has logged. */
  public Map<UUID, Logged> of(Collection<UUID> runs) {
    Map<UUID, List<Metric>> latest = metrics.latest(runs);
    Map<UUID, List<Entry>> params = entries.of(EntryTable.RUN_PARAM, runs);
    Map<UUID, List<Entry>> tags = entries.of(EntryTable.RUN_TAG, runs);
    Map<UUID, List<InputDataset>> read = datasets.of(runs);
    return runs.stream()
        .distinct()
        .collect(
            Collectors.toMap(
                Function.identity(),
                run ->
                    new Logged(
                        latest.getOrDefault(run, List.of()),
                        params.getOrDefault(run, List.of()),
                        tags.getOrDefault(run, List.of()),
                        read.getOrDefault(run, List.of()))));
  }

  /**
   * What a run has logged.
   *
   * @param metrics the latest value of each metric, in order of keys
   * @param params in order of keys
   * @param tags in order of keys
   * @param datasets what it says it read
   */
  public record Logged(
      List<Metric> metrics, List<Entry> params, List<Entry> tags, List<InputDataset> datasets) {

    /** What a run has logged that has logged nothing. */
    public static final Logged NOTHING = new Logged(List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Logged {
      metrics = List.copyOf(metrics);
      params = List.copyOf(params);
      tags = List.copyOf(tags);
      datasets = List.copyOf(datasets);
    }
  }
}
