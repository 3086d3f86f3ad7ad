package org.assay.registry.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;

/**
 * Runs a search over the projects it reaches into: of each project the first of a page, by an index
 * that begins with the project, and of those the first of all.
 */
@ApplicationScoped
public class ProjectSearch {

  private final EntityManager entities;

  ProjectSearch(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Finds the ids of a page, in one statement.
   *
   * @param subject what is searched
   * @param reach where
   * @param conditions what must hold
   * @param order by what it is sorted
   * @param after the sort key after which the page begins
   * @param size the most to return
   * @throws ProblemException 400 {@code FILTER_INVALID} where the sort key is of another order
   */
  public SearchPage<UUID> find(
      Subject subject,
      Reach reach,
      Conditions conditions,
      Keyset order,
      Optional<List<String>> after,
      int size) {
    Optional<Keyset.After> from = after.map(position -> after(order, position));
    String sql =
        """
        select x.* from (%s) p cross join lateral (
          select %s, %s from %s where %s = p.id and %s and %s and %s order by %s limit :size) x
        order by %s limit :size
        """
            .formatted(
                reach.sql(),
                subject.id(),
                order.columns(),
                subject.from(),
                subject.project(),
                subject.shown(),
                conditions.sql(),
                from.map(Keyset.After::sql).orElse("true"),
                order.orderBy(),
                order.orderByColumns());
    Query query = entities.createNativeQuery(sql, Tuple.class).setParameter("size", size + 1);
    set(query, reach.values());
    set(query, conditions.values());
    set(query, order.values());
    from.ifPresent(position -> set(query, position.values()));
    List<?> rows = query.getResultList();
    List<Tuple> page = rows.stream().limit(size).map(Tuple.class::cast).toList();
    return new SearchPage<>(
        page.stream().map(row -> row.get(0, UUID.class)).toList(),
        rows.size() > size ? position(order, page.getLast()) : null);
  }

  private static Keyset.After after(Keyset order, List<String> position) {
    try {
      return order.after(position);
    } catch (IllegalArgumentException other) {
      throw ProblemException.of(
          RegistryProblem.FILTER_INVALID, "The page belongs to another order");
    }
  }

  private static List<String> position(Keyset order, Tuple row) {
    return order.position(index -> row.get(index + 1));
  }

  private static void set(Query query, Map<String, Object> values) {
    values.forEach(query::setParameter);
  }

  /**
   * What is searched; all SQL of ours.
   *
   * @param id the id of a row
   * @param from the tables
   * @param project the column of the project
   * @param shown which rows are shown at all
   */
  public record Subject(String id, String from, String project, String shown) {}
}
