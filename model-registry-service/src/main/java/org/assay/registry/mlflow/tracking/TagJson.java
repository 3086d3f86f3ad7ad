package org.assay.registry.mlflow.tracking;

import static org.assay.registry.mlflow.MlflowRequest.required;

import java.util.List;
import java.util.Objects;
import org.assay.registry.experiment.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A tag or a parameter as MLflow writes it.
 *
 * @param key its name
 * @param value what it says; left out where that is nothing
 */
record TagJson(@Nullable String key, @Nullable String value) {

  /** Writes an entry. */
  static TagJson from(Entry entry) {
    return new TagJson(entry.key(), entry.value());
  }

  /** Writes entries. */
  static List<TagJson> from(List<Entry> entries) {
    return entries.stream().map(TagJson::from).toList();
  }

  /** Reads it. */
  Entry entry() {
    return new Entry(required(key, "key"), Objects.requireNonNullElse(value, ""));
  }

  /** Reads a list, an absent one as empty. */
  static List<Entry> entries(@Nullable List<TagJson> tags) {
    return tags == null ? List.of() : tags.stream().map(TagJson::entry).toList();
  }
}
