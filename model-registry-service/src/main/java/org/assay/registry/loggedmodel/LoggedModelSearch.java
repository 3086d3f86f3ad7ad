package org.assay.registry.loggedmodel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.search.Column;
import org.assay.registry.search.Entries;
import org.assay.registry.search.Filter;
import org.assay.registry.search.IdSearch;
import org.assay.registry.search.Keyset;
import org.assay.registry.search.Operator;
import org.assay.registry.search.SearchKeys;
import org.assay.registry.search.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Searches the logged models of experiments by their attributes ({@code logged_model_newest},
 * {@code logged_model_name}, {@code logged_model_hex}), parameters and tags, and by what runs
 * measured on them ({@code logged_model_metric_pk}), with certain data where asked for.
 */
@ApplicationScoped
public class LoggedModelSearch {

  /** The most experiments that are searched at once. */
  public static final int MOST_EXPERIMENTS = 1_000;

  /** The most data sets that a search may name. */
  public static final int MOST_DATASETS = 50;

  private static final Column CREATED = Column.of("l.created_at", ValueType.INSTANT);
  private static final Column UPDATED = Column.of("l.updated_at", ValueType.INSTANT);

  private static final SearchKeys ATTRIBUTES =
      SearchKeys.none()
          .attribute("name", text("l.name"))
          .attribute("model_id", text("('m-' || replace(cast(l.id as text), '-', ''))"))
          .attribute("model_type", text("coalesce(l.model_type, '')"))
          .attribute("status", text("replace(l.status, 'UPLOAD_', '')"))
          .attribute(
              "source_run_id", text("replace(cast(l.source_run_id as text), '-', '')").orNull())
          .attribute("creation_timestamp", CREATED)
          .attribute("creation_timestamp_ms", CREATED)
          .attribute("creation_time", CREATED)
          .attribute("last_updated_timestamp", UPDATED)
          .attribute("last_updated_timestamp_ms", UPDATED)
          .attribute("last_updated_time", UPDATED)
          .entries(Set.of("param", "params"), texts("logged_model_param"))
          .entries(Set.of("tag", "tags"), texts("logged_model_tag"));

  private static final Keyset.Part NEWEST =
      new Keyset.Part("l.created_at", ValueType.INSTANT, false);

  private static final Keyset.Part BY_ID =
      new Keyset.Part("cast(l.id as text) collate \"C\"", ValueType.TEXT, true);

  private final IdSearch search;

  LoggedModelSearch(IdSearch search) {
    this.search = search;
  }

  /**
   * Returns a page of what is found, newest first where nothing else decides.
   *
   * @param experiments where to search, 1 to {@value #MOST_EXPERIMENTS} that the caller may read
   * @param datasets only metrics measured with one of these count; none for all
   * @param after the sort key of the last hit of the page before
   * @throws ProblemException 400 {@code FILTER_INVALID}
   */
  public List<IdSearch.Hit> find(
      Collection<UUID> experiments,
      Filter filter,
      List<DatasetChoice> datasets,
      List<Order> orderBy,
      Optional<List<String>> after,
      int limit) {
    Map<String, Object> values = new HashMap<>();
    values.put("experiments", experiments.toArray(UUID[]::new));
    String with = any(datasets, values);
    String where = "l.experiment_id = any(:experiments) and not l.deleted and not x.deleted";
    if (!datasets.isEmpty()) {
      where +=
          " and exists (select 1 from logged_model_metric v where v.model_id = l.id and %s)"
              .formatted(with);
    }
    SearchKeys keys =
        ATTRIBUTES.entries(
            Set.of("metric", "metrics"),
            new Entries(
                "logged_model_metric v where v.model_id = l.id and v.value <> 'NaN' and " + with,
                "v.key",
                Column.of("v.value", ValueType.REAL)));
    return search.find(
        new IdSearch.Asked(
            "l.id",
            "logged_model l join experiment x on x.id = l.experiment_id",
            where,
            values,
            filter,
            keys,
            order(orderBy, values),
            after,
            limit));
  }

  private static Keyset order(List<Order> orderBy, Map<String, Object> values) {
    SearchKeys keys = ATTRIBUTES;
    List<String> clauses = new ArrayList<>();
    boolean timeAsked = false;
    for (int index = 0; index < orderBy.size(); index++) {
      Order order = orderBy.get(index);
      timeAsked |= order.field().startsWith("creation_time");
      String field = order.field();
      if (field.startsWith("metrics.")) {
        String group = "o" + index;
        keys = keys.entries(Set.of(group), latest(order, index, values));
        field = group + field.substring("metrics".length());
      }
      clauses.add(field + (order.ascending() ? " ASC" : " DESC"));
    }
    return Keyset.of(clauses, keys, timeAsked ? List.of(BY_ID) : List.of(NEWEST, BY_ID));
  }

  /** The latest value of each metric, with the data that the order names. */
  private static Entries latest(Order order, int index, Map<String, Object> values) {
    String with = order.dataset() == null ? "true" : one("s" + index, order.dataset(), values, "n");
    return new Entries(
        """
        (select distinct on (n.key) n.key, nullif(n.value, 'NaN') as value
           from logged_model_metric n where n.model_id = l.id and %s
          order by n.key, n.logged_at desc, n.step desc, n.run_id) v where true\
        """
            .formatted(with),
        "v.key",
        Column.of("v.value", ValueType.REAL));
  }

  private static String any(List<DatasetChoice> datasets, Map<String, Object> values) {
    if (datasets.isEmpty()) {
      return "true";
    }
    List<String> choices = new ArrayList<>();
    for (int index = 0; index < datasets.size(); index++) {
      choices.add(one("d" + index, datasets.get(index), values, "v"));
    }
    return choices.stream().collect(Collectors.joining(" or ", "(", ")"));
  }

  private static String one(
      String prefix, DatasetChoice dataset, Map<String, Object> values, String table) {
    values.put(prefix + "name", dataset.name());
    String named = "%s.dataset_name = :%sname".formatted(table, prefix);
    if (dataset.digest() == null) {
      return named;
    }
    values.put(prefix + "digest", dataset.digest());
    return "(%s and %s.dataset_digest = :%sdigest)".formatted(named, table, prefix);
  }

  private static Column text(String expression) {
    return Column.of(expression, ValueType.TEXT).and(Operator.IN, Operator.NOT_IN);
  }

  private static Entries texts(String table) {
    return new Entries(
        table + " v where v.model_id = l.id and v.experiment_id = l.experiment_id",
        "v.key",
        Column.of("v.value", ValueType.TEXT)
            .indexedTo(200)
            .and(Operator.IN, Operator.NOT_IN, Operator.IS_NULL, Operator.IS_NOT_NULL));
  }

  /**
   * Data that metrics were measured with.
   *
   * @param name their name
   * @param digest their digest, null for any
   */
  public record DatasetChoice(String name, @Nullable String digest) {}

  /**
   * One clause of the order.
   *
   * @param field an attribute, or {@code metrics.} and a name
   * @param ascending whether the smallest comes first
   * @param dataset only metrics measured with it count, null for all
   */
  public record Order(String field, boolean ascending, @Nullable DatasetChoice dataset) {}
}
