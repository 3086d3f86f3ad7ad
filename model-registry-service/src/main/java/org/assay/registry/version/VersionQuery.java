package org.assay.registry.version;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.registry.search.Column;
import org.assay.registry.search.Comparison;
import org.assay.registry.search.Conditions;
import org.assay.registry.search.Entries;
import org.assay.registry.search.Filter;
import org.assay.registry.search.Key;
import org.assay.registry.search.Keyset;
import org.assay.registry.search.Literal;
import org.assay.registry.search.Operator;
import org.assay.registry.search.ProjectSearch;
import org.assay.registry.search.ProjectSearch.Subject;
import org.assay.registry.search.Reach;
import org.assay.registry.search.SearchKeys;
import org.assay.registry.search.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A search for versions as {@code /api/v1} has it: everything that is not null must hold.
 *
 * <p>Each order is read off an index: {@code model_version_registered_in_project}, {@code
 * model_version_registered_in_model} and {@code model_version_registered}, {@code
 * version_tag_registered}, {@code version_tag_registered_in_all} or {@code version_param_value}
 * where a tag or a parameter is asked for, {@code model_version_number_unique}, {@code
 * version_metric_value}.
 *
 * @param reach in which projects
 * @param modelId only versions of this model
 * @param comparisons conditions on attributes, tags, metrics and parameters
 * @param from registered at this instant or later
 * @param until registered before this instant
 * @param words words of the version's texts, or of its model's
 * @param order by what it is sorted
 */
record VersionQuery(
    Reach reach,
    @Nullable UUID modelId,
    List<Comparison> comparisons,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String words,
    Order order) {

  private static final String PARAM_TABLE = "version_param";
  private static final String METRIC_TABLE = "version_metric";

  private static final String METRIC = "metric";

  private static final SearchKeys KEYS =
      VersionSearch.ATTRIBUTES
          .attribute("kind", Column.of("m.kind", ValueType.TEXT))
          .attribute("stage", Column.of("v.stage", ValueType.TEXT))
          .attribute("registered_by", Column.of("v.created_by", ValueType.TEXT))
          .entries(
              Set.of("param"),
              Entries.joined(
                  PARAM_TABLE,
                  "version_id",
                  "v",
                  Column.of("e.value", ValueType.TEXT).indexedTo(200)))
          .entries(
              Set.of(METRIC),
              Entries.joined(
                  METRIC_TABLE, "version_id", "v", Column.of("e.value", ValueType.REAL)));

  private static final String SHOWN = "v.state <> 'DISCARDED'";

  /** Who names a deleted model by its id still sees its versions; else they are not found. */
  private static final String FOUND = SHOWN + " and m.archived_at is null";

  private static final String FROM = "model_version v join model m on m.id = v.model_id";

  private static final String MEASURED =
      METRIC_TABLE
          + " o join model_version v on v.id = o.version_id"
          + " join model m on m.id = v.model_id";

  /** Copies the list. */
  VersionQuery {
    comparisons = List.copyOf(comparisons);
  }

  /** Returns the search, page by page. */
  ProjectSearch.Asked planned(Optional<List<String>> after, int size) {
    Conditions conditions = Conditions.of(new Filter(comparisons), keys(), "f");
    if (from != null) {
      conditions.and("v.created_at >= %s", from);
    }
    if (until != null) {
      conditions.and("v.created_at < %s", until);
    }
    if (words != null) {
      conditions.either(
          "v.id in (%s union all %s)".formatted(ofTexts(), ofModels()),
          tried(),
          order instanceof Order.Registered ? byModel() : null,
          words);
    }
    Optional<Conditions.Paired> paired =
        words == null && order instanceof Order.Registered
            ? conditions.equalIn(
                reach.isEverywhere()
                    ? Set.of(VersionSearch.TAG_TABLE)
                    : Set.of(VersionSearch.TAG_TABLE, PARAM_TABLE))
            : Optional.empty();
    return new ProjectSearch.Asked(
        subject(),
        reach,
        conditions,
        keyset(
            paired.map(pair -> pair.alias() + ".registered_at").orElse("v.created_at"),
            paired.map(Conditions.Paired::owner).orElse("v.id")),
        !(order instanceof Order.Measured),
        after,
        size);
  }

  /** Ordered by a metric: a condition on the same one is on the value that orders. */
  private SearchKeys keys() {
    return order instanceof Order.Measured(String metric, _)
        ? KEYS.selected(new Key(METRIC, metric), Column.of("o.value", ValueType.REAL))
        : KEYS;
  }

  /** Ordered by a metric: only what has it, so that the index has the order. */
  private Subject subject() {
    String shown = modelId == null ? FOUND : SHOWN;
    Subject subject =
        order instanceof Order.Measured(String metric, _)
            ? new Subject("v.id", MEASURED, "o.project_id", VersionSearch.OVER_ALL, shown, Map.of())
                .only("o.key = %s", "metric", metric)
            : new Subject("v.id", FROM, "v.project_id", VersionSearch.OVER_ALL, shown, Map.of());
    return modelId == null ? subject : subject.only("v.model_id = %s", "model", modelId);
  }

  private Keyset keyset(String registered, String id) {
    boolean up = order.ascending();
    List<Keyset.Part> parts =
        switch (order) {
          case Order.Registered _ ->
              List.of(
                  new Keyset.Part(registered, ValueType.INSTANT, up),
                  new Keyset.Part(id, ValueType.ID, up));
          case Order.ByModel _ ->
              List.of(
                  new Keyset.Part("v.project_id", ValueType.ID, up),
                  new Keyset.Part("v.model_id", ValueType.ID, up),
                  new Keyset.Part("v.number", ValueType.WHOLE, up));
          case Order.Measured _ ->
              List.of(
                  new Keyset.Part("o.value", ValueType.REAL, up),
                  new Keyset.Part("o.version_id", ValueType.ID, up));
        };
    return Keyset.of(List.of(), SearchKeys.none(), parts);
  }

  /**
   * Each word stands in the version's own texts or in what its model says; here at least one stands
   * in its own.
   */
  private String ofTexts() {
    return """
        select x.version_id from version_text x join model n on n.id = x.model_id
         where x.words @@ search_any(%%1$s) and (x.words || n.words) @@ search_query(%%1$s)%s"""
        .formatted(reach.isEverywhere() ? "" : " and x.project_id = p.id");
  }

  /** All words stand in what its model says. */
  private String ofModels() {
    return """
        select w.id from model n join model_version w on w.project_id = n.project_id and w.model_id = n.id
         where n.words @@ search_query(%%1$s)%s"""
        .formatted(inProject());
  }

  /**
   * The versions of each model whose words meet it, by {@code model_version_registered_in_model}.
   */
  private Conditions.Owned byModel() {
    return new Conditions.Owned(
        "select n.id, n.project_id from model n where n.words @@ search_query(%%1$s)%s"
            .formatted(inProject()),
        "v.project_id = n.project_id and v.model_id = n.id",
        "v.id in (%s)".formatted(ofTexts()));
  }

  private String inProject() {
    return reach.isEverywhere() ? "" : " and n.project_id = p.id";
  }

  private static String tried() {
    return """
        (m.words @@ search_query(%1$s) or exists (
           select 1 from version_text x
            where x.version_id = v.id and (x.words || m.words) @@ search_query(%1$s) offset 0))
        """;
  }

  /** A condition on a named value. */
  static Comparison entry(String group, String name, Operator operator, Literal value) {
    return new Comparison(new Key(group, name), operator, List.of(value));
  }

  /** By what versions are sorted. */
  sealed interface Order {

    /** Returns whether the smallest comes first. */
    boolean ascending();

    /** By when they were registered. */
    record Registered(boolean ascending) implements Order {}

    /** Model by model, in the order in which these were made, and by number. */
    record ByModel(boolean ascending) implements Order {}

    /**
     * By a metric.
     *
     * @param metric its name
     */
    record Measured(String metric, boolean ascending) implements Order {}
  }
}
