package org.assay.registry.search;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of what a search found, in its order.
 *
 * @param items what was found
 * @param next the sort key after which the next page begins, null on the last
 */
public record SearchPage<T>(List<T> items, @Nullable List<String> next) {

  /** Copies the list. */
  public SearchPage {
    items = List.copyOf(items);
  }

  /** The same page of what the items stand for. */
  public <R> SearchPage<R> map(Function<List<T>, List<R>> all) {
    return new SearchPage<>(all.apply(items), next);
  }
}
