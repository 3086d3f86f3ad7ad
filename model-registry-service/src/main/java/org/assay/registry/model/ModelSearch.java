package org.assay.registry.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.search.Column;
import org.assay.registry.search.Comparison;
import org.assay.registry.search.Conditions;
import org.assay.registry.search.Entries;
import org.assay.registry.search.Filter;
import org.assay.registry.search.IdSearch;
import org.assay.registry.search.Keyset;
import org.assay.registry.search.Operator;
import org.assay.registry.search.ProjectSearch;
import org.assay.registry.search.ProjectSearch.Subject;
import org.assay.registry.search.Reach;
import org.assay.registry.search.SearchKeys;
import org.assay.registry.search.SearchPage;
import org.assay.registry.search.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Finds models by name ({@code model_name_unique}; {@code model_full_name}, {@code
 * model_full_name_in_project}, {@code model_full_name_parts} where no project is chosen), kind
 * ({@code model_kind}), words ({@code model_words}) and tags ({@code model_tag_pk}, {@code
 * model_tag_value}).
 */
@ApplicationScoped
public class ModelSearch {

  private static final Subject MODELS =
      new Subject("m.id", "model m", "m.project_id", "true", "m.archived_at is null", Map.of());

  private static final String FULL_NAME = "(m.project_key || '.' || m.name)";

  private static final SearchKeys KEYS =
      SearchKeys.none()
          .attribute("kind", Column.of("m.kind", ValueType.TEXT))
          .entries(
              Set.of("tag", "tags"),
              Entries.joined(
                  "model_tag",
                  "owner_id",
                  "m",
                  Column.of("e.value", ValueType.TEXT)
                      .and(Operator.IS_NULL, Operator.IS_NOT_NULL)
                      .indexedTo(200)));

  private static final Keyset BY_PROJECT_AND_NAME =
      Keyset.of(
          List.of(),
          SearchKeys.none(),
          List.of(
              new Keyset.Part("m.project_id", ValueType.ID, true),
              new Keyset.Part("m.name", ValueType.TEXT, true)));

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
    return search.find(planned(reach, filter, orderBy, after, size)).map(models::byId);
  }

  static ProjectSearch.Asked planned(
      Reach reach, Filter filter, List<String> orderBy, Optional<List<String>> after, int size) {
    String name = reach.isOneProject() ? "m.name" : FULL_NAME;
    SearchKeys keys = KEYS.attribute("name", Column.of(name, ValueType.TEXT));
    SearchKeys sorted =
        SearchKeys.none()
            .attribute("name", Column.of(name, ValueType.TEXT))
            .attribute("timestamp", Column.of("m.created_at", ValueType.INSTANT))
            .attribute("creation_timestamp", Column.of("m.created_at", ValueType.INSTANT))
            .attribute("last_updated_timestamp", Column.of("m.updated_at", ValueType.INSTANT));
    return new ProjectSearch.Asked(
        MODELS,
        narrowed(reach, filter),
        Conditions.of(filter, keys, "f"),
        Keyset.of(orderBy, sorted, List.of(new Keyset.Part(name, ValueType.TEXT, true))),
        true,
        after,
        size);
  }

  /**
   * Finds models in order of project and name.
   *
   * @param words words of what is said about it
   * @return a page, and one more where another page follows
   */
  List<IdSearch.Hit> find(
      Reach reach,
      @Nullable ModelKind kind,
      @Nullable String words,
      Optional<List<String>> after,
      int size) {
    return search.hits(planned(reach, kind, words, after, size));
  }

  static ProjectSearch.Asked planned(
      Reach reach,
      @Nullable ModelKind kind,
      @Nullable String words,
      Optional<List<String>> after,
      int size) {
    List<Comparison> comparisons = new ArrayList<>();
    if (kind != null) {
      comparisons.add(Comparison.equal("kind", kind.name()));
    }
    Conditions conditions = Conditions.of(new Filter(comparisons), KEYS, "f");
    if (words != null) {
      conditions.and("m.words @@ search_query(%s)", words);
    }
    return new ProjectSearch.Asked(
        MODELS, reach, conditions, BY_PROJECT_AND_NAME, true, after, size);
  }

  /**
   * Looks into one project alone where a condition on full names says which: {@code name =
   * 'credit.denial'} or {@code name LIKE 'credit.%'}.
   */
  public static Reach narrowed(Reach reach, Filter filter) {
    if (reach.isOneProject()) {
      return reach;
    }
    return filter.comparisons().stream()
        .filter(one -> one.key().isAttribute("name"))
        .flatMap(one -> projectOf(one).stream())
        .findFirst()
        .map(reach::within)
        .orElse(reach);
  }

  private static Optional<ProjectKey> projectOf(Comparison name) {
    String begin =
        switch (name.operator()) {
          case EQUAL -> name.values().getFirst().text();
          case LIKE -> name.values().getFirst().text().split("[%_]", 2)[0];
          default -> "";
        };
    int dot = begin.indexOf('.');
    try {
      return dot < 0 ? Optional.empty() : Optional.of(new ProjectKey(begin.substring(0, dot)));
    } catch (IllegalArgumentException noKey) {
      return Optional.empty(); // then no name begins so, and the search finds none
    }
  }
}
