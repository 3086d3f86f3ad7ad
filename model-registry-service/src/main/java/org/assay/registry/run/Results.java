package org.assay.registry.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.event.EventJson;
import org.assay.contracts.event.VersionChanged;
import org.assay.contracts.name.MetricVocabulary;
import org.assay.kit.event.CanonicalJson;
import org.assay.registry.experiment.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What a version was registered with: parameters, the latest value of each metric, and data. As
 * canonical JSON (RFC 8785) it has a digest, which the version and its events name.
 *
 * <p>It holds no more than a run may hold: {@value RunMetrics#MOST_METRICS} metrics, 2,000
 * parameters, {@value RunDatasets#MOST} data sets.
 *
 * @param runId the run that measured it, null where a version was registered with its numbers alone
 * @param codeCommit the commit of the code, as the setup or MLflow's client says
 * @param setup how the run was made, null where nobody said
 * @param params parameters by key
 * @param metrics numbers in order of their keys
 * @param datasets the data that the run says it read
 * @param trainingData what it was trained on, in the words of who registered it
 */
public record Results(
    @Nullable UUID runId,
    @Nullable String codeCommit,
    @Nullable RunSetup setup,
    SortedMap<String, String> params,
    List<Measured> metrics,
    List<Data> datasets,
    List<String> trainingData) {

  /** As many metrics and data as a version shows itself. */
  static final int SHOWN = 200;

  /** The tag in which MLflow's clients say the commit of the code. */
  private static final String COMMIT_TAG = "mlflow.source.git.commit";

  /** Copies the collections. */
  public Results {
    params = new TreeMap<>(params);
    metrics = List.copyOf(metrics);
    datasets = List.copyOf(datasets);
    trainingData = List.copyOf(trainingData);
  }

  /** Returns what a run has logged by now. */
  static Results of(Run run, RunRecords.Logged logged, @Nullable RunSetup setup) {
    SortedMap<String, String> params = new TreeMap<>();
    logged.params().forEach(param -> params.put(param.key(), param.value()));
    return new Results(
        run.id(),
        codeCommit(logged, setup),
        setup,
        params,
        logged.metrics().stream()
            .map(metric -> Measured.of(metric.key(), metric.value(), metric.step()))
            .toList(),
        logged.datasets().stream().map(data -> new Data(data.name(), data.digest())).toList(),
        List.of());
  }

  private static @Nullable String codeCommit(RunRecords.Logged logged, @Nullable RunSetup setup) {
    if (setup != null && setup.codeCommit() != null) {
      return setup.codeCommit();
    }
    return logged.tags().stream()
        .filter(tag -> tag.key().equals(COMMIT_TAG))
        .map(Entry::value)
        .findFirst()
        .orElse(null);
  }

  /** Returns what stands in an implicit run alone. */
  public static Results of(Run implicit) {
    return new Results(
        null,
        null,
        null,
        new TreeMap<>(),
        new TreeMap<>(implicit.metrics())
            .entrySet().stream()
                .map(metric -> Measured.of(metric.getKey(), metric.getValue(), null))
                .toList(),
        List.of(),
        implicit.trainingData());
  }

  /** Reads canonical bytes back. */
  public static Results read(byte[] bytes) {
    try {
      return EventJson.mapper().readValue(bytes, Results.class);
    } catch (IOException e) {
      throw new UncheckedIOException("A kept record is always JSON", e);
    }
  }

  /** Returns the canonical bytes. */
  public byte[] bytes() {
    return CanonicalJson.bytes(this);
  }

  /** Returns the first finite metrics by key, as many as a version shows itself. */
  Map<String, Double> shownMetrics() {
    return metrics.stream()
        .filter(metric -> metric.value() instanceof Double)
        .limit(SHOWN)
        .collect(Collectors.toMap(Measured::key, metric -> (Double) metric.value()));
  }

  /**
   * Returns the finite metrics whose names say that Assay computes the same of all rows; one that
   * ended in NaN or an infinity claims nothing.
   */
  public List<VersionChanged.ClaimedFigure> claimedFigures() {
    return metrics.stream()
        .filter(metric -> metric.value() instanceof Double)
        .flatMap(
            metric ->
                MetricVocabulary.statistic(metric.key()).stream()
                    .map(
                        statistic ->
                            new VersionChanged.ClaimedFigure(
                                metric.key(), statistic, (Double) metric.value())))
        .toList();
  }

  /** Returns the first data sets in words, as many as a version shows itself. */
  List<String> shownData() {
    return datasets.stream()
        .map(data -> "%s (%s)".formatted(data.name(), data.digest()))
        .limit(SHOWN)
        .toList();
  }

  /**
   * The latest value of a metric.
   *
   * @param key its name
   * @param value a double; the text NaN, Infinity or -Infinity where JSON has no number for it
   * @param step the step it was measured at, null where nobody said
   */
  public record Measured(String key, Object value, @Nullable Long step) {

    /** Reads any number as a double. */
    public Measured {
      value = value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    private static Measured of(String key, double value, @Nullable Long step) {
      return new Measured(key, Double.isFinite(value) ? value : Double.toString(value), step);
    }
  }

  /**
   * Data that a run says it read.
   *
   * @param name what they are called
   * @param digest what tells their versions apart, in the client's way
   */
  public record Data(String name, String digest) {}
}
