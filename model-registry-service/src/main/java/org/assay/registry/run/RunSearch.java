package org.assay.registry.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.experiment.StageChoice;
import org.assay.registry.search.Column;
import org.assay.registry.search.Entries;
import org.assay.registry.search.Filter;
import org.assay.registry.search.IdSearch;
import org.assay.registry.search.Keyset;
import org.assay.registry.search.Operator;
import org.assay.registry.search.SearchKeys;
import org.assay.registry.search.ValueType;

/**
 * Searches the runs of experiments by their attributes ({@code run_in_experiment}, {@code
 * run_hex}), parameters ({@code run_param_value}), tags ({@code run_tag_value}), the latest values
 * of metrics ({@code run_metric_value}) and the data they read ({@code run_dataset_pk}).
 */
@ApplicationScoped
public class RunSearch {

  /** The most experiments that are searched at once. */
  public static final int MOST_EXPERIMENTS = 1_000;

  private static final Set<String> DATASET_GROUPS = Set.of("dataset", "datasets");
  private static final Set<String> DATASET_KEYS = Set.of("name", "digest", "context");

  private static final Column START = Column.of("r.started_at", ValueType.WHOLE);
  private static final Column END = Column.of("r.ended_at", ValueType.WHOLE).orNull();
  private static final Column NAME = text("coalesce(r.name, '')");

  private static final SearchKeys KEYS =
      SearchKeys.none()
          .attribute("run_id", text("replace(cast(r.id as text), '-', '')"))
          .attribute("run_name", NAME)
          .attribute("run name", NAME)
          .attribute("Run name", NAME)
          .attribute("Run Name", NAME)
          .attribute("status", text("r.status"))
          .attribute("user_id", text("coalesce(r.user_name, '')"))
          .attribute(
              "lifecycle_stage", text("case when r.deleted then 'deleted' else 'active' end"))
          .attribute("start_time", START)
          .attribute("start time", START)
          .attribute("created", START)
          .attribute("Created", START)
          .attribute("end_time", END)
          .attribute("end time", END)
          .entries(Set.of("param", "params", "parameter", "parameters"), texts("run_param"))
          .entries(Set.of("tag", "tags"), texts("run_tag"))
          .entries(
              Set.of("metric", "metrics"),
              new Entries(
                  // NaN is larger than every number to PostgreSQL, and nothing to who compares.
                  "run_metric v where v.run_id = r.id and v.experiment_id = r.experiment_id"
                      + " and v.value <> 'NaN'",
                  "v.key",
                  Column.of("v.value", ValueType.REAL)))
          .entries(
              DATASET_GROUPS,
              new Entries(
                  """
                  run_dataset u join input_dataset d on d.id = u.dataset_id
                  cross join lateral (values ('name', d.name), ('digest', d.digest), ('context',
                    (select t ->> 'value' from jsonb_array_elements(u.tags) t
                      where t ->> 'key' = 'mlflow.data.context' limit 1))) as v (key, value)
                  where u.run_id = r.id\
                  """,
                  "v.key",
                  text("v.value")));

  private static final Keyset.Part LATEST = new Keyset.Part("r.started_at", ValueType.WHOLE, false);

  private static final Keyset.Part BY_ID =
      new Keyset.Part("cast(r.id as text) collate \"C\"", ValueType.TEXT, true);

  private final IdSearch search;

  RunSearch(IdSearch search) {
    this.search = search;
  }

  /**
   * Returns a page of what is found, the latest started first where nothing else decides.
   *
   * @param experiments where to search, 1 to {@value #MOST_EXPERIMENTS} that the caller may read
   * @param after the sort key of the last hit of the page before
   * @throws ProblemException 400 {@code FILTER_INVALID}
   */
  public List<IdSearch.Hit> find(
      Collection<UUID> experiments,
      StageChoice stage,
      Filter filter,
      List<String> orderBy,
      Optional<List<String>> after,
      int limit) {
    filter
        .comparisons()
        .forEach(comparison -> checkDataset(comparison.key().group(), comparison.key().name()));
    boolean startAsked = orderBy.stream().anyMatch(clause -> clause.contains("start_time"));
    Map<String, Object> values = new HashMap<>();
    String where = where(experiments, values);
    return search.find(
        new IdSearch.Asked(
            "r.id",
            "run r join experiment x on x.id = r.experiment_id",
            where + " and " + stage.condition("(r.deleted or x.deleted)"),
            values,
            filter,
            KEYS,
            Keyset.of(orderBy, KEYS, startAsked ? List.of(BY_ID) : List.of(LATEST, BY_ID)),
            after,
            limit));
  }

  /** One experiment by equality, which PostgreSQL carries over to the tables beside the run. */
  private static String where(Collection<UUID> experiments, Map<String, Object> values) {
    if (experiments.size() == 1) {
      values.put("experiment", experiments.iterator().next());
      return "r.experiment_id = :experiment";
    }
    values.put("experiments", experiments.toArray(UUID[]::new));
    return "r.experiment_id = any(:experiments)";
  }

  private static void checkDataset(String group, String name) {
    if (DATASET_GROUPS.contains(group) && !DATASET_KEYS.contains(name)) {
      throw ProblemException.of(
          RegistryProblem.FILTER_INVALID,
          "Invalid dataset key '%s' specified. Valid keys are %s"
              .formatted(name.length() > 60 ? name.substring(0, 60) : name, DATASET_KEYS));
    }
  }

  private static Column text(String expression) {
    return Column.of(expression, ValueType.TEXT).and(Operator.IN, Operator.NOT_IN);
  }

  private static Entries texts(String table) {
    return new Entries(
        table + " v where v.run_id = r.id and v.experiment_id = r.experiment_id",
        "v.key",
        Column.of("v.value", ValueType.TEXT)
            .indexedTo(200)
            .and(Operator.IN, Operator.NOT_IN, Operator.IS_NULL, Operator.IS_NOT_NULL));
  }
}
