package org.assay.registry.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;

/** Finds the ids of a page of a search; what is shown of them is read by these ids. */
@ApplicationScoped
public class IdSearch {

  private final EntityManager entities;

  IdSearch(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Searches, in one statement.
   *
   * @throws ProblemException 400 {@code FILTER_INVALID}
   */
  public List<Hit> find(Asked asked) {
    Conditions conditions = Conditions.of(asked.filter(), asked.keys(), "f");
    Keyset order = asked.order();
    Map<String, Object> values = new HashMap<>(asked.values());
    values.putAll(conditions.values());
    values.putAll(order.values());
    Optional<Keyset.After> after = asked.after().map(position -> after(order, position));
    after.ifPresent(condition -> values.putAll(condition.values()));
    Query query =
        entities.createNativeQuery(
            "select %s, %s from %s where %s and %s%s order by %s limit :most"
                .formatted(
                    asked.id(),
                    order.columns(),
                    asked.from(),
                    asked.where(),
                    conditions.sql(),
                    after.map(condition -> " and " + condition.sql()).orElse(""),
                    order.orderBy()),
            Tuple.class);
    values.forEach(query::setParameter);
    query.setParameter("most", asked.limit());
    @SuppressWarnings("unchecked") // A native query with Tuple as its result is of tuples.
    List<Tuple> rows = query.getResultList();
    return rows.stream()
        .map(row -> new Hit((UUID) row.get(0), order.position(index -> row.get(index + 1))))
        .toList();
  }

  private static Keyset.After after(Keyset order, List<String> position) {
    try {
      return order.after(position);
    } catch (IllegalArgumentException other) {
      throw ProblemException.of(
              RegistryProblem.FILTER_INVALID, "Invalid page token: it was given for another order")
          .because(other);
    }
  }

  /**
   * What is searched for. All SQL is ours; what callers write is bound.
   *
   * @param id SQL of the id
   * @param from SQL of what is searched
   * @param where SQL of what is searched at all
   * @param values the parameters of {@code where}
   * @param filter what a caller asks for
   * @param keys what the filter may name
   * @param order the order of the pages
   * @param after the sort key of the last row of the page before, empty for the first page
   * @param limit the most rows
   */
  public record Asked(
      String id,
      String from,
      String where,
      Map<String, Object> values,
      Filter filter,
      SearchKeys keys,
      Keyset order,
      Optional<List<String>> after,
      int limit) {

    /** Copies the map. */
    public Asked {
      values = Map.copyOf(values);
    }
  }

  /**
   * A row found.
   *
   * @param id its id
   * @param position its sort key, after which a next page would begin
   */
  public record Hit(UUID id, List<String> position) {

    /** Copies the list. */
    public Hit {
      position = List.copyOf(position);
    }
  }
}
