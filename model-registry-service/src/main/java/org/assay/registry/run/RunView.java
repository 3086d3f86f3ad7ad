package org.assay.registry.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.Stage;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A run as HTTP shows it to one caller.
 *
 * @param id its id
 * @param experimentId the experiment it belongs to
 * @param projectKey the project of that
 * @param name its name; several may have the same
 * @param status how far it is
 * @param stage whether it is there; it counts as deleted with its experiment
 * @param startedAt when it began, by its client's clock
 * @param endedAt when it ended, by its client's clock
 * @param metrics the latest value of each metric
 * @param params what it was made with
 * @param tags what is said of it
 * @param datasets what it says it read
 * @param setup how it is made, as those who run it say
 * @param createdAt when it was made here
 * @param createdBy who began it
 * @param revision how many events it has
 * @param actions what the caller may do with it now
 */
@Schema(name = "Run")
record RunView(
    UUID id,
    UUID experimentId,
    String projectKey,
    String name,
    RunStatus status,
    Stage stage,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    List<MetricView> metrics,
    Map<String, String> params,
    Map<String, String> tags,
    List<DatasetView> datasets,
    @Nullable RunSetup setup,
    Instant createdAt,
    Actor createdBy,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  /** Shows a run. */
  static RunView from(
      RunSummary run,
      RunRecords.Logged logged,
      Map<RunDatasets.Read, List<RegisteredDatasetView>> registered,
      @Nullable RunSetup setup) {
    return new RunView(
        run.id(),
        run.experimentId(),
        run.projectKey(),
        run.name(),
        run.status(),
        run.stage(),
        run.startedAt(),
        run.endedAt(),
        logged.metrics().stream().map(MetricView::from).toList(),
        map(logged.params()),
        map(logged.tags()),
        logged.datasets().stream()
            .map(
                dataset ->
                    new DatasetView(
                        dataset.name(),
                        dataset.digest(),
                        registered.getOrDefault(
                            new RunDatasets.Read(dataset.name(), dataset.digest()), List.of())))
            .toList(),
        setup,
        run.createdAt(),
        run.createdBy(),
        run.revision(),
        run.actions());
  }

  private static Map<String, String> map(List<Entry> entries) {
    return entries.stream().collect(Collectors.toMap(Entry::key, Entry::value));
  }

  /**
   * A number that a run measured.
   *
   * @param key its name
   * @param value the number; a string where it is NaN or infinite, which JSON has no number for
   * @param step the step, 0 where a run has none
   * @param at when, by its client's clock in milliseconds since 1970, as it sent it
   */
  @Schema(name = "Metric")
  record MetricView(String key, double value, long step, long at) {

    /** Shows a number. */
    static MetricView from(Metric metric) {
      return new MetricView(metric.key(), metric.value(), metric.step(), metric.loggedAt());
    }
  }

  /**
   * Data that a run says it read.
   *
   * @param name what they are called
   * @param digest what tells their versions apart, in the client's way
   * @param registered which registered data sets of the project they are; none where nobody
   *     registered them
   */
  @Schema(name = "RunDataset")
  record DatasetView(String name, String digest, List<RegisteredDatasetView> registered) {}

  /**
   * A registered data set that a run read.
   *
   * @param id its id
   * @param name its name
   * @param version which of the data of this name it is
   * @param state whether it may be used, ACTIVE or WITHDRAWN
   */
  @Schema(name = "RegisteredRunDataset")
  record RegisteredDatasetView(UUID id, String name, String version, String state) {}
}
