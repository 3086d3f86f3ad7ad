package org.assay.kit.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list as HTTP shows it.
 *
 * @param items the page, in the list's order
 * @param next path and query of the next page, absent on the last one; also in {@code Link}
 * @param self path and query of this page
 */
public record Page<T>(List<T> items, @Nullable String next, String self) {

  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }
}
