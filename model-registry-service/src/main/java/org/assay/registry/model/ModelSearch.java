package org.assay.registry.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.search.Column;
import org.assay.registry.search.Conditions;
import org.assay.registry.search.Entries;
import org.assay.registry.search.Filter;
import org.assay.registry.search.Keyset;
import org.assay.registry.search.Operator;
import org.assay.registry.search.ProjectSearch;
import org.assay.registry.search.Reach;
import org.assay.registry.search.SearchKeys;
import org.assay.registry.search.SearchPage;
import org.assay.registry.search.ValueType;

/**
 * Finds models by name and tags ({@code model_name_unique}, {@code model_tag_pk}, {@code
 * model_tag_value}).
 */
@ApplicationScoped
public class ModelSearch {

  private static final ProjectSearch.Subject MODELS =
      new ProjectSearch.Subject("m.id", "model m", "m.project_id", "m.archived_at is null");

  private static final String FULL_NAME = "(m.project_key || '.' || m.name)";

  private static final Entries TAGS =
      new Entries(
          "model_tag e where e.owner_id = m.id and e.project_id = m.project_id",
          "e.key",
          Column.of("e.value", ValueType.TEXT)
              .and(Operator.IS_NULL, Operator.IS_NOT_NULL)
              .indexedTo(200));

  private final ProjectSearch search;
  private final Models models;

  ModelSearch(ProjectSearch search, Models models) {
    this.search = search;
    this.models = models;
  }

  /**
   * Finds a page of models, by name where no order is asked for.
   *
   * @param reach in which projects; of one, names are those within it, else full ones
   * @param filter what must hold
   * @param orderBy clauses on {@code name}, {@code timestamp}, {@code last_updated_timestamp}
   * @param after the sort key after which the page begins
   * @param size the most to return
   * @throws ProblemException 400 {@code FILTER_INVALID}
   */
  public SearchPage<Model> find(
      Reach reach, Filter filter, List<String> orderBy, Optional<List<String>> after, int size) {
    String name = reach.projectId() == null ? FULL_NAME : "m.name";
    SearchKeys keys =
        SearchKeys.none()
            .attribute("name", Column.of(name, ValueType.TEXT))
            .entries(Set.of("tag", "tags"), TAGS);
    SearchKeys sorted =
        SearchKeys.none()
            .attribute("name", Column.of(name, ValueType.TEXT))
            .attribute("timestamp", Column.of("m.created_at", ValueType.INSTANT))
            .attribute("creation_timestamp", Column.of("m.created_at", ValueType.INSTANT))
            .attribute("last_updated_timestamp", Column.of("m.updated_at", ValueType.INSTANT));
    Keyset order = Keyset.of(orderBy, sorted, List.of(new Keyset.Part(name, ValueType.TEXT, true)));
    return search
        .find(MODELS, reach, Conditions.of(filter, keys, "f"), order, after, size)
        .map(models::byId);
  }
}
