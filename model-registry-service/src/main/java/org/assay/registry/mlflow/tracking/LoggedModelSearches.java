package org.assay.registry.mlflow.tracking;

import static org.assay.registry.mlflow.MlflowRequest.required;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.assay.registry.loggedmodel.LoggedModelRecords;
import org.assay.registry.loggedmodel.LoggedModelSearch;
import org.assay.registry.loggedmodel.LoggedModelSearch.DatasetChoice;
import org.assay.registry.loggedmodel.LoggedModelSearch.Order;
import org.assay.registry.loggedmodel.VisibleLoggedModels;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.mlflow.PageTokens;
import org.assay.registry.search.Filter;
import org.assay.registry.search.IdSearch;
import org.assay.registry.search.Weights;
import org.jspecify.annotations.Nullable;

/** Searches logged models for MLflow's clients, and writes them. */
@ApplicationScoped
class LoggedModelSearches {

  private static final int OTHERWISE = 100;
  private static final int MOST = 1_000;

  private final MlflowRequest request;
  private final MlflowExperiments experiments;
  private final LoggedModelSearch search;
  private final VisibleLoggedModels visible;
  private final LoggedModelRecords records;
  private final Weights weights;
  private final PageTokens tokens;

  LoggedModelSearches(
      MlflowRequest request,
      MlflowExperiments experiments,
      LoggedModelSearch search,
      VisibleLoggedModels visible,
      LoggedModelRecords records,
      Weights weights,
      PageTokens tokens) {
    this.request = request;
    this.experiments = experiments;
    this.search = search;
    this.visible = visible;
    this.records = records;
    this.weights = weights;
    this.tokens = tokens;
  }

  /** Writes one logged model. */
  LoggedModelJson json(VisibleLoggedModels.Found found) {
    return LoggedModelJson.from(found, records.of(found.model().id()));
  }

  /**
   * Searches logged models. An answer may hold fewer than asked for, where they have much; the
   * token leads on.
   */
  LoggedModelCalls.Found find(LoggedModelCalls.Search asked) {
    int size = Math.min(SearchPages.size(asked.maxResults(), OTHERWISE, SearchPages.MOST), MOST);
    List<String> ids = required(asked.experimentIds(), "experiment_ids");
    List<LoggedModelCalls.Dataset> datasets =
        Objects.requireNonNullElse(asked.datasets(), List.of());
    if (ids.size() > LoggedModelSearch.MOST_EXPERIMENTS
        || datasets.size() > LoggedModelSearch.MOST_DATASETS) {
      throw MlflowFailure.invalid(
          "At most %d experiments are searched at once, and at most %d datasets named."
              .formatted(LoggedModelSearch.MOST_EXPERIMENTS, LoggedModelSearch.MOST_DATASETS));
    }
    List<UUID> in = experiments.toSearch(ids);
    if (in.isEmpty()) {
      return new LoggedModelCalls.Found(List.of(), null);
    }
    List<Order> orderBy =
        Objects.requireNonNullElse(asked.orderBy(), List.<LoggedModelCalls.Order>of()).stream()
            .map(LoggedModelSearches::order)
            .toList();
    List<DatasetChoice> choices =
        datasets.stream()
            .map(
                one ->
                    new DatasetChoice(
                        required(one.datasetName(), "datasets.dataset_name"),
                        given(one.datasetDigest())))
            .toList();
    String bound = "logged models %s %s %s %s".formatted(ids, asked.filter(), choices, orderBy);
    Optional<List<String>> after = tokens.read(asked.pageToken(), bound);
    List<IdSearch.Hit> hits =
        search.find(in, Filter.parse(asked.filter()), choices, orderBy, after, size + 1);
    List<VisibleLoggedModels.Found> shown =
        visible.known(SearchPages.ids(hits, size), request.caller());
    List<LoggedModelJson> written =
        Fitting.of(
            shown,
            found -> found.model().id(),
            models -> weights.of(LoggedModelRecords.WEIGHTS, models),
            this::some);
    List<UUID> order = shown.stream().map(found -> found.model().id()).toList();
    return new LoggedModelCalls.Found(
        written,
        SearchPages.next(hits, size, order, written.size())
            .map(last -> tokens.write(last, bound))
            .orElse(null));
  }

  private List<LoggedModelJson> some(List<VisibleLoggedModels.Found> models) {
    Map<UUID, LoggedModelRecords.Known> known =
        records.of(models.stream().map(found -> found.model().id()).toList());
    return models.stream()
        .map(
            found ->
                LoggedModelJson.from(
                    found,
                    known.getOrDefault(found.model().id(), LoggedModelRecords.Known.NOTHING)))
        .toList();
  }

  private static Order order(LoggedModelCalls.Order asked) {
    String dataset = given(asked.datasetName());
    return new Order(
        required(asked.fieldName(), "order_by.field_name"),
        asked.ascending() == null || asked.ascending(),
        dataset == null ? null : new DatasetChoice(dataset, given(asked.datasetDigest())));
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
