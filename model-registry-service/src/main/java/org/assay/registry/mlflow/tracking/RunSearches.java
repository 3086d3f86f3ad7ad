package org.assay.registry.mlflow.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.assay.registry.experiment.StageChoice;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.mlflow.PageTokens;
import org.assay.registry.run.Metric;
import org.assay.registry.run.RunMetrics;
import org.assay.registry.run.RunSearch;
import org.assay.registry.run.VisibleRuns;
import org.assay.registry.search.Filter;
import org.assay.registry.search.IdSearch;

/** Searches runs and reads the points of metrics for MLflow's clients. */
@ApplicationScoped
class RunSearches {

  private static final int RUNS_OTHERWISE = 1_000;

  /** As many as the Python client asks for at once. */
  private static final int MOST_POINTS = 25_000;

  private final MlflowRequest request;
  private final MlflowExperiments experiments;
  private final RunSearch search;
  private final VisibleRuns visible;
  private final RunReader reader;
  private final RunMetrics metrics;
  private final PageTokens tokens;

  RunSearches(
      MlflowRequest request,
      MlflowExperiments experiments,
      RunSearch search,
      VisibleRuns visible,
      RunReader reader,
      RunMetrics metrics,
      PageTokens tokens) {
    this.request = request;
    this.experiments = experiments;
    this.search = search;
    this.visible = visible;
    this.reader = reader;
    this.metrics = metrics;
    this.tokens = tokens;
  }

  /**
   * Searches runs. An answer may hold fewer than asked for, where they have logged much; the token
   * leads on.
   */
  RunCalls.Found find(RunCalls.Search asked) {
    int size =
        Math.min(
            SearchPages.size(asked.maxResults(), RUNS_OTHERWISE, SearchPages.MOST), Fitting.MOST);
    List<String> ids = Objects.requireNonNullElse(asked.experimentIds(), List.of());
    if (ids.size() > RunSearch.MOST_EXPERIMENTS) {
      throw MlflowFailure.invalid(
          "Invalid value for parameter 'experiment_ids' supplied: at most %d experiments are searched"
              .formatted(RunSearch.MOST_EXPERIMENTS));
    }
    List<UUID> in = experiments.toSearch(ids);
    if (in.isEmpty()) {
      return new RunCalls.Found(List.of(), null);
    }
    StageChoice stage = SearchPages.stage(asked.runViewType());
    List<String> orderBy = Objects.requireNonNullElse(asked.orderBy(), List.of());
    String bound = "runs %s %s %s %s".formatted(ids, stage, asked.filter(), orderBy);
    Optional<List<String>> after = tokens.read(asked.pageToken(), bound);
    List<IdSearch.Hit> hits =
        search.find(in, stage, Filter.parse(asked.filter()), orderBy, after, size + 1);
    List<VisibleRuns.Found> shown = visible.known(SearchPages.ids(hits, size), request.caller());
    List<RunJson> written = reader.asManyAsFit(shown);
    List<UUID> order = shown.stream().map(found -> found.run().id()).toList();
    return new RunCalls.Found(
        written,
        SearchPages.next(hits, size, order, written.size())
            .map(last -> tokens.write(last, bound))
            .orElse(null));
  }

  /** Returns points of a metric in order of time, step and value. */
  RunCalls.Points history(RunCalls.History asked) {
    int size =
        Math.min(
            SearchPages.size(asked.maxResults(), MOST_POINTS, Integer.MAX_VALUE - 1), MOST_POINTS);
    String id =
        MlflowRequest.required(asked.runId() == null ? asked.runUuid() : asked.runId(), "run_id");
    String key = MlflowRequest.required(asked.metricKey(), "metric_key");
    UUID run = visible.find(TrackingIds.run(id), request.caller()).run().id();
    String bound = "points %s %s".formatted(run, key);
    Metric after =
        tokens.read(asked.pageToken(), bound).map(last -> Metric.at(key, last)).orElse(null);
    List<Metric> points = metrics.history(run, key, after, size + 1);
    List<Metric> page = points.subList(0, Math.min(size, points.size()));
    return new RunCalls.Points(
        page.stream().map(MetricJson::from).toList(),
        points.size() > size ? tokens.write(page.getLast().position(), bound) : null);
  }
}
