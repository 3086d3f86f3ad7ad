package org.assay.registry.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.search.Column;
import org.assay.registry.search.Entries;
import org.assay.registry.search.Filter;
import org.assay.registry.search.IdSearch;
import org.assay.registry.search.Keyset;
import org.assay.registry.search.Operator;
import org.assay.registry.search.Reach;
import org.assay.registry.search.SearchKeys;
import org.assay.registry.search.ValueType;

/**
 * Searches experiments ({@code experiment_newest}, {@code experiment_newest_of_all}, {@code
 * experiment_tag_value}).
 */
@ApplicationScoped
public class ExperimentSearch {

  private static final SearchKeys IN_A_PROJECT = keys("e.name");
  private static final SearchKeys IN_ALL = keys("(e.project_key || '/' || e.name)");

  private static final Keyset.Part NEWEST =
      new Keyset.Part("e.created_at", ValueType.INSTANT, false);

  private static final Keyset.Part BY_ID =
      new Keyset.Part("cast(e.id as text) collate \"C\"", ValueType.TEXT, true);

  private final IdSearch search;

  ExperimentSearch(IdSearch search) {
    this.search = search;
  }

  /**
   * Returns a page of what is found, newest first where nothing else is asked for. In more than one
   * project a name begins with its project's key and a slash.
   *
   * @param after the sort key of the last hit of the page before
   * @throws ProblemException 400 {@code FILTER_INVALID}
   */
  public List<IdSearch.Hit> find(
      Reach reach,
      StageChoice stage,
      Filter filter,
      List<String> orderBy,
      Optional<List<String>> after,
      int limit) {
    List<Keyset.Part> last = orderBy.isEmpty() ? List.of(NEWEST, BY_ID) : List.of(BY_ID);
    SearchKeys keys = reach.isOneProject() ? IN_A_PROJECT : IN_ALL;
    return search.find(
        new IdSearch.Asked(
            "e.id",
            "experiment e",
            reach.condition("e.project_id") + " and " + stage.condition("e.deleted"),
            reach.values(),
            filter,
            keys,
            Keyset.of(orderBy, keys, last),
            after,
            limit));
  }

  private static SearchKeys keys(String name) {
    return SearchKeys.none()
        .attribute("name", Column.of(name, ValueType.TEXT).and(Operator.IN, Operator.NOT_IN))
        .attribute(
            "experiment_id",
            Column.of("replace(cast(e.id as text), '-', '')", ValueType.TEXT)
                .and(Operator.IN, Operator.NOT_IN))
        .attribute("creation_time", Column.of("e.created_at", ValueType.INSTANT))
        .attribute("last_update_time", Column.of("e.updated_at", ValueType.INSTANT))
        .entries(
            Set.of("tag", "tags"),
            new Entries(
                "experiment_tag t where t.experiment_id = e.id",
                "t.key",
                Column.of("t.value", ValueType.TEXT)
                    .indexedTo(200)
                    .and(Operator.IS_NULL, Operator.IS_NOT_NULL)));
  }
}
