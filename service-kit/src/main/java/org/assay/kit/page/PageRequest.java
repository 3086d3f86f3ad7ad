package org.assay.kit.page;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one page asks of a query.
 *
 * @param limit the most items of the page, 1 to {@value Paging#MAX_LIMIT}
 * @param key the sort key of the last item of the page before, absent on the first page
 * @param filter the list and filter that the cursor is bound to
 */
public record PageRequest(int limit, @Nullable List<String> key, String filter) {

  /** Copies the key. */
  public PageRequest {
    key = key == null ? null : List.copyOf(key);
  }

  /** Returns how many rows to read: one more than the page holds tells whether another follows. */
  public int fetchSize() {
    return limit + 1;
  }

  /** Returns the sort key after which the page begins, empty on the first page. */
  public Optional<List<String>> after() {
    return Optional.ofNullable(key);
  }
}
