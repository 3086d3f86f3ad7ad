package org.assay.kit.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.assay.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Turns {@code limit} and {@code cursor} into what a query needs, and its rows into a {@link Page}.
 *
 * <p>A resource asks for a {@link PageRequest}, reads {@link PageRequest#fetchSize()} rows after
 * {@link PageRequest#after()} in the order of a unique key, and hands them to {@link #page}.
 */
@ApplicationScoped
public class Paging {

  /** The items of a page where the request names no limit. */
  public static final int DEFAULT_LIMIT = 50;

  /** The most items of a page. */
  public static final int MAX_LIMIT = 200;

  private final Cursors cursors;
  private final UriInfo uri;

  @Inject
  Paging(Cursors cursors, UriInfo uri) {
    this.cursors = cursors;
    this.uri = uri;
  }

  /**
   * Reads what the request asks for.
   *
   * @param filter the list with its filter and order, such as {@code models?project_key=credit}; a
   *     cursor of another one is refused
   * @throws ProblemException 422 for a limit outside 1 to {@value #MAX_LIMIT}; 400 {@code
   *     CURSOR_INVALID} or {@code CURSOR_MISMATCH}
   */
  public PageRequest request(@Nullable Integer limit, @Nullable String cursor, String filter) {
    int size = limit == null ? DEFAULT_LIMIT : limit;
    if (size < 1 || size > MAX_LIMIT) {
      throw ProblemException.invalid(
          "?limit", "OUT_OF_RANGE", "limit is %d, accepted is 1 to %d".formatted(size, MAX_LIMIT));
    }
    return new PageRequest(size, cursor == null ? null : cursors.read(cursor, filter), filter);
  }

  /**
   * Makes the page.
   *
   * @param rows up to {@link PageRequest#fetchSize()} rows in the list's order
   * @param key the sort key of an item, as {@link PageRequest#after()} will hand it back
   */
  public <T> Page<T> page(List<T> rows, PageRequest request, Function<T, List<String>> key) {
    if (rows.size() <= request.limit()) {
      return new Page<>(rows, null, self());
    }
    List<T> items = rows.subList(0, request.limit());
    String cursor = cursors.write(key.apply(items.getLast()), request.filter());
    return new Page<>(items, next(cursor), self());
  }

  private String self() {
    return relative(uri.getRequestUri());
  }

  private String next(String cursor) {
    return relative(uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build());
  }

  private static String relative(java.net.URI full) {
    String query = full.getRawQuery();
    return query == null ? full.getRawPath() : full.getRawPath() + "?" + query;
  }
}
