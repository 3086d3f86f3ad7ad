package org.assay.registry.search;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.assay.registry.search.ProjectSearch.Asked;

/**
 * The statements of a {@link ProjectSearch}. Of each project that is reached they take the first of
 * a page, by an index that begins with the project, and of those the first of all; where every
 * project is reached and an index serves the order over all of them, they take the page from that.
 *
 * @param sql with named parameters
 * @param values the parameters
 */
public record SearchSql(String sql, Map<String, Object> values) {

  /** How many rows of an order are tried one by one before the conditions are looked up. */
  static final int TRIED = 1_024;

  /** Copies the map. */
  public SearchSql {
    values = Map.copyOf(values);
  }

  /**
   * Finds rows by the conditions or follows the order, as PostgreSQL expects to be done sooner:
   * columns {@code id}, and those of the order.
   */
  public static SearchSql found(Asked asked) {
    return over(
        asked,
        asked
            .conditions()
            .owned()
            .map(owned -> ownedAndOthers(asked, owned))
            .orElseGet(() -> page(asked, asked.conditions().sql())));
  }

  /** Of each owner the first of a page, and of all others; a row that is both is one. */
  private static String ownedAndOthers(Asked asked, Conditions.Owned owned) {
    String order = asked.order().orderByColumns();
    return """
        select o.* from (
          (select y.* from (%1$s) n cross join lateral (%2$s) y order by %4$s limit :most)
          union
          (%3$s)) o
         order by %4$s limit :most
        """
        .formatted(
            owned.owners(),
            page(asked, asked.conditions().ofOwners()),
            page(asked, asked.conditions().ofOthers()),
            order);
  }

  private static String page(Asked asked, String conditions) {
    return "select %s as id, %s from %s%s where %s and %s order by %s limit :most"
        .formatted(
            asked.subject().id(),
            asked.order().columns(),
            asked.subject().from(),
            asked.conditions().joins(),
            begin(asked),
            conditions,
            asked.order().orderBy());
  }

  /**
   * Follows the order and tries the first {@value #TRIED} rows: columns {@code id}, those of the
   * order, and {@code goes_on}, which is set on a row behind which more might be found.
   */
  public static SearchSql tried(Asked asked) {
    return over(
        asked,
        """
        select c.* from (
          select b.*, row_number() over () = %1$d as goes_on from (
            select %2$s as id, %3$s, (%4$s) as fits from %5$s where %6$s order by %7$s limit %1$d) b) c
         where c.fits or c.goes_on order by %8$s limit :most
        """
            .formatted(
                TRIED,
                asked.subject().id(),
                asked.order().columns(),
                asked.conditions().tried(),
                asked.subject().from(),
                begin(asked),
                asked.order().orderBy(),
                asked.order().orderByColumns()));
  }

  private static String begin(Asked asked) {
    String where =
        asked.isOverAll() ? asked.subject().overAll() : asked.subject().project() + " = p.id";
    return where
        + " and "
        + asked.subject().shown()
        + asked.after().map(position -> " and " + after(asked).sql()).orElse("");
  }

  private static SearchSql over(Asked asked, String page) {
    Map<String, Object> values = new HashMap<>(asked.subject().values());
    values.putAll(asked.conditions().values());
    values.putAll(asked.order().values());
    if (asked.after().isPresent()) {
      values.putAll(after(asked).values());
    }
    values.put("most", asked.size() + 1);
    if (asked.isOverAll()) {
      return new SearchSql(page, values);
    }
    values.putAll(asked.reach().values());
    String pages =
        asked.reach().each().stream()
            .map(one -> "(select y.* from (%s) p cross join lateral (%s) y)".formatted(one, page))
            .collect(Collectors.joining(" union all "));
    return new SearchSql(
        "select x.* from (%s) x order by %s limit :most"
            .formatted(pages, asked.order().orderByColumns()),
        values);
  }

  private static Keyset.After after(Asked asked) {
    return asked.order().after(asked.after().orElseThrow());
  }
}
