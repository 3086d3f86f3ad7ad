package org.assay.registry.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;

/**
 * Runs a search over the projects it reaches into.
 *
 * <p>A search is one statement, planned for its values: which of several conditions finds least
 * depends on them. Where a condition may find much and no index has that in the search's order, as
 * with words, the first rows of the order are tried before; they fill a page where it finds much.
 */
@ApplicationScoped
public class ProjectSearch {

  private final SearchStatements statements;

  ProjectSearch(DataSource database) {
    this.statements = new SearchStatements(database);
  }

  /**
   * Finds the ids of a page.
   *
   * @throws ProblemException 400 {@code FILTER_INVALID} where the sort key is of another order
   */
  public SearchPage<UUID> find(Asked asked) {
    List<IdSearch.Hit> hits = hits(asked);
    List<IdSearch.Hit> page = hits.stream().limit(asked.size()).toList();
    return new SearchPage<>(
        page.stream().map(IdSearch.Hit::id).toList(),
        hits.size() > asked.size() ? page.getLast().position() : null);
  }

  /**
   * Finds the rows of a page, and one more where another page follows.
   *
   * @throws ProblemException 400 {@code FILTER_INVALID} where the sort key is of another order
   */
  public List<IdSearch.Hit> hits(Asked given) {
    requireOfOrder(given);
    Asked asked = given.in(named(given.reach()));
    if (asked.reach().isNowhere()) {
      return List.of();
    }
    if (asked.conditions().areBestTried()) {
      List<Row> tried =
          statements.rows(
              SearchSql.tried(asked), row -> new Row(hit(asked, row), row.getBoolean("goes_on")));
      if (tried.stream().noneMatch(Row::goesOn)) {
        return tried.stream().map(Row::hit).toList();
      }
    }
    return statements.rows(SearchSql.found(asked), row -> hit(asked, row));
  }

  /** Looks up which projects they are: what fits a small project does not fit a large one. */
  private Reach named(Reach reach) {
    if (reach.isOneProject() || reach.isEverywhere()) {
      return reach;
    }
    List<UUID> projects =
        statements.rows(
            new SearchSql(reach.sql() + " limit " + (Reach.NAMED + 1), reach.values()),
            row -> row.getObject(1, UUID.class));
    return projects.size() > Reach.NAMED ? reach : reach.of(projects);
  }

  private static IdSearch.Hit hit(Asked asked, ResultSet row) throws SQLException {
    List<Object> key =
        IntStream.range(0, asked.order().size())
            .mapToObj(index -> SearchStatements.value(row, index + 2))
            .toList();
    return new IdSearch.Hit(row.getObject(1, UUID.class), asked.order().position(key::get));
  }

  private static void requireOfOrder(Asked asked) {
    try {
      asked.after().ifPresent(asked.order()::after);
    } catch (IllegalArgumentException other) {
      throw ProblemException.of(
          RegistryProblem.FILTER_INVALID, "The page belongs to another order");
    }
  }

  private record Row(IdSearch.Hit hit, boolean goesOn) {}

  /**
   * What is searched; all SQL of ours.
   *
   * @param id the id of a row
   * @param from the tables
   * @param project the column of the project
   * @param overAll the condition of the indexes of orders over all projects
   * @param shown which rows are shown at all
   * @param values the parameters of {@code shown}
   */
  public record Subject(
      String id,
      String from,
      String project,
      String overAll,
      String shown,
      Map<String, Object> values) {

    /** Copies the map. */
    public Subject {
      values = Map.copyOf(values);
    }

    /**
     * The same, of which fewer are shown.
     *
     * @param condition SQL with one {@code %s} where the value stands
     * @param name a name for the value, unlike any other of the statement
     */
    public Subject only(String condition, String name, Object value) {
      Map<String, Object> more = new HashMap<>(values);
      more.put(name, value);
      return new Subject(
          id, from, project, overAll, shown + " and " + condition.formatted(":" + name), more);
    }
  }

  /**
   * What is searched for.
   *
   * @param subject what is searched
   * @param reach where
   * @param conditions what must hold
   * @param order by what it is sorted
   * @param overAll whether an index serves the order over all projects; else it does in each
   * @param after the sort key after which the page begins
   * @param size the most to return
   */
  public record Asked(
      Subject subject,
      Reach reach,
      Conditions conditions,
      Keyset order,
      boolean overAll,
      Optional<List<String>> after,
      int size) {

    private Asked in(Reach named) {
      return new Asked(subject, named, conditions, order, overAll, after, size);
    }

    boolean isOverAll() {
      return overAll && reach.isEverywhere();
    }
  }
}
