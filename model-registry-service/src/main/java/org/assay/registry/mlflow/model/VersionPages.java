package org.assay.registry.mlflow.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.PageTokens;
import org.assay.registry.mlflow.Workspace;
import org.assay.registry.model.Models;
import org.assay.registry.search.Comparison;
import org.assay.registry.search.Filter;
import org.assay.registry.search.Operator;
import org.assay.registry.search.Reach;
import org.assay.registry.search.SearchPage;
import org.assay.registry.version.ModelVersion;
import org.assay.registry.version.VersionSearch;

/**
 * The pages of a search for versions. A client may ask for 200,000 at once; a page has fewer, and a
 * token says that more follow.
 */
@ApplicationScoped
class VersionPages {

  private static final int LARGEST_ASKED = 200_000;
  private static final int LARGEST_PAGE = 2_000;

  private final VersionSearch search;
  private final Models models;
  private final SearchReach reaches;
  private final RegistryAnswers answers;
  private final PageTokens tokens;

  VersionPages(
      VersionSearch search,
      Models models,
      SearchReach reaches,
      RegistryAnswers answers,
      PageTokens tokens) {
    this.search = search;
    this.models = models;
    this.reaches = reaches;
    this.answers = answers;
    this.tokens = tokens;
  }

  Answer.VersionPage search(Asked.Search asked, Workspace workspace, Caller caller) {
    int size = Math.min(asked.size(LARGEST_PAGE, LARGEST_ASKED), LARGEST_PAGE);
    Reach reach = reaches.of(workspace, caller);
    String which =
        "model-versions?reach=%s&filter=%s&order=%s"
            .formatted(reach, asked.filter(), asked.order());
    Optional<List<String>> after = tokens.read(asked.pageToken(), which);
    VersionSearch.Asked all =
        ofOneModel(Prompts.apart(asked.filter()), asked.order(), reach, workspace);
    SearchPage<ModelVersion> page = search.find(all, after, size);
    int fitting = answers.fittingVersions(page.items());
    if (fitting < page.items().size()) {
      page = search.find(all, after, fitting);
    }
    return new Answer.VersionPage(
        answers.versions(page.items(), workspace),
        page.next() == null ? null : tokens.write(page.next(), which));
  }

  /**
   * Looks a model that the filter names up first, so that its versions are read in order from an
   * index; the condition stays, which costs nothing, and so does the reach.
   */
  private VersionSearch.Asked ofOneModel(
      Filter filter, List<String> order, Reach reach, Workspace workspace) {
    UUID model =
        filter.comparisons().stream()
            .filter(one -> one.operator() == Operator.EQUAL && one.key().isAttribute("name"))
            .findFirst()
            .flatMap(name -> model(name, workspace))
            .orElse(null);
    return new VersionSearch.Asked(reach, model, filter, order);
  }

  private Optional<UUID> model(Comparison comparison, Workspace workspace) {
    try {
      return models.idOf(workspace.model(comparison.values().getFirst().text()));
    } catch (MlflowFailure noName) {
      return Optional.empty(); // no model can bear it, and the search finds none
    }
  }
}
