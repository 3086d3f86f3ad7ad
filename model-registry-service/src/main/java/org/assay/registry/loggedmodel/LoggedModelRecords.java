package org.assay.registry.loggedmodel;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.registry.experiment.Entries;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.EntryTable;

/** Reads what is known of logged models, many in as many statements as one. */
@ApplicationScoped
public class LoggedModelRecords {

  /** What is shown of logged models, as {@link org.assay.registry.search.Weights#of} takes it. */
  public static final List<String> WEIGHTS =
      List.of(
          EntryTable.LOGGED_MODEL_PARAM.weights(),
          EntryTable.LOGGED_MODEL_TAG.weights(),
          Measurements.WEIGHTS);

  private final Entries entries;
  private final Measurements measurements;

  LoggedModelRecords(Entries entries, Measurements measurements) {
    this.entries = entries;
    this.measurements = measurements;
  }

  /** Returns what is known of a logged model. */
  public Known of(UUID model) {
    return requireNonNull(of(List.of(model)).get(model));
  }

  /** Returns what is known of each of at most a page's worth of logged models. */
  public Map<UUID, Known> of(Collection<UUID> models) {
    Map<UUID, List<Entry>> params = entries.of(EntryTable.LOGGED_MODEL_PARAM, models);
    Map<UUID, List<Entry>> tags = entries.of(EntryTable.LOGGED_MODEL_TAG, models);
    Map<UUID, List<Measurements.Kept>> measured = measurements.of(models);
    return models.stream()
        .distinct()
        .collect(
            Collectors.toMap(
                Function.identity(),
                model ->
                    new Known(
                        params.getOrDefault(model, List.of()),
                        tags.getOrDefault(model, List.of()),
                        measured.getOrDefault(model, List.of()))));
  }

  /**
   * What is known of a logged model.
   *
   * @param params in order of keys
   * @param tags in order of keys
   * @param metrics the latest value for a run, a metric and a data set, in that order
   */
  public record Known(List<Entry> params, List<Entry> tags, List<Measurements.Kept> metrics) {

    /** What is known of a logged model of which nothing was said. */
    public static final Known NOTHING = new Known(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Known {
      params = List.copyOf(params);
      tags = List.copyOf(tags);
      metrics = List.copyOf(metrics);
    }
  }
}
