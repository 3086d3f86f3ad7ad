package org.assay.registry.mlflow.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.registry.experiment.Entries;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.EntryTable;
import org.assay.registry.experiment.Experiment;
import org.assay.registry.experiment.ExperimentSearch;
import org.assay.registry.experiment.Experiments;
import org.assay.registry.experiment.StageChoice;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.mlflow.PageTokens;
import org.assay.registry.mlflow.Workspace;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;
import org.assay.registry.search.Filter;
import org.assay.registry.search.IdSearch;
import org.assay.registry.search.Reach;
import org.assay.registry.search.Weights;

/** Searches experiments for MLflow's clients, and writes them. */
@ApplicationScoped
class ExperimentSearches {

  /** An answer holds no more than this many, whatever is asked for; the token leads on. */
  private static final int MOST_AT_ONCE = 1_000;

  private final MlflowRequest request;
  private final MlflowExperiments located;
  private final ExperimentSearch search;
  private final Experiments experiments;
  private final Entries entries;
  private final Weights weights;
  private final PageTokens tokens;

  ExperimentSearches(
      MlflowRequest request,
      MlflowExperiments located,
      ExperimentSearch search,
      Experiments experiments,
      Entries entries,
      Weights weights,
      PageTokens tokens) {
    this.request = request;
    this.located = located;
    this.search = search;
    this.experiments = experiments;
    this.entries = entries;
    this.weights = weights;
    this.tokens = tokens;
  }

  /** Writes one experiment. */
  ExperimentJson json(Experiment experiment) {
    return some(List.of(experiment)).getFirst();
  }

  /**
   * Searches in the chosen project, else in all that the caller may read. An answer may hold fewer
   * than asked for, where they have long tags; the token leads on.
   */
  ExperimentCalls.Found find(ExperimentCalls.Search asked) {
    if (asked.maxResults() == null) {
      throw MlflowFailure.invalid(
          "Invalid value 0 for parameter 'max_results' supplied: It must be at least 1 and at most "
              + SearchPages.MOST);
    }
    int size = Math.min(SearchPages.size(asked.maxResults(), 1, SearchPages.MOST), MOST_AT_ONCE);
    StageChoice stage = SearchPages.stage(asked.viewType());
    List<String> orderBy = Objects.requireNonNullElse(asked.orderBy(), List.of());
    Reach reach = reach();
    String bound = "experiments %s %s %s %s".formatted(reach, stage, asked.filter(), orderBy);
    Optional<List<String>> after = tokens.read(asked.pageToken(), bound);
    List<IdSearch.Hit> hits =
        search.find(reach, stage, Filter.parse(asked.filter()), orderBy, after, size + 1);
    List<Experiment> shown = inOrder(SearchPages.ids(hits, size));
    List<ExperimentJson> written =
        Fitting.of(
            shown,
            Experiment::id,
            ids -> weights.of(List.of(EntryTable.EXPERIMENT_TAG.weights()), ids),
            this::some);
    List<UUID> order = shown.stream().map(Experiment::id).toList();
    return new ExperimentCalls.Found(
        written,
        SearchPages.next(hits, size, order, written.size())
            .map(last -> tokens.write(last, bound))
            .orElse(null));
  }

  private Reach reach() {
    Workspace workspace = request.workspace();
    if (workspace.project().isPresent()) {
      // Makes the standard one where the caller may, so that it is found as MLflow's users expect.
      located.toRead(TrackingIds.STANDARD);
      Standing standing = located.standing(workspace.project().get(), Standing::mayRead);
      return new Reach(standing.projectId(), null);
    }
    return Standings.reach(request.caller());
  }

  private List<Experiment> inOrder(List<UUID> ids) {
    Map<UUID, Experiment> found =
        experiments.byId(ids).stream()
            .collect(Collectors.toMap(Experiment::id, Function.identity()));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  private List<ExperimentJson> some(List<Experiment> found) {
    Workspace workspace = request.workspace();
    Map<UUID, List<Entry>> tags =
        entries.of(EntryTable.EXPERIMENT_TAG, found.stream().map(Experiment::id).toList());
    return found.stream()
        .map(
            experiment ->
                ExperimentJson.from(
                    experiment, tags.getOrDefault(experiment.id(), List.of()), workspace))
        .toList();
  }
}
